package dev.parley.compare;

import dev.parley.compare.Recording.Failure;
import dev.parley.compare.Recording.Idle;
import dev.parley.compare.Recording.Late;
import dev.parley.compare.Recording.Measured;
import dev.parley.compare.Recording.WayOutcome;
import dev.parley.core.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Puts a recording into rows of cells, a column for each way: what the reports show. */
final class Table {
    /**
     * A part of the table.
     *
     * @param rows may be none
     */
    record Section(String title, List<Row> rows) {}

    /** A row, with a cell for each way. */
    record Row(String name, List<String> cells) {}

    static final String NONE = "-";

    private final Recording recording;

    Table(Recording recording) {
        this.recording = recording;
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(exchanges("one after another", WayOutcome::alone));
        sections.add(exchanges(recording.concurrency() + " at a time", WayOutcome::together));
        sections.add(new Section(
                "bytes an exchange, at the socket",
                List.of(
                        row("out", way -> bytes(way, Measured::bytesOut)),
                        row("in", way -> bytes(way, Measured::bytesIn)))));
        sections.add(new Section(
                "first reply, from nothing",
                List.of(
                        row(
                                "time, median",
                                way -> way.first() == null
                                        ? NONE
                                        : Figures.time(way.first().nanos())),
                        row(
                                "bytes out",
                                way -> way.first() == null
                                        ? NONE
                                        : Figures.count(way.first().bytesOut())),
                        row(
                                "bytes in",
                                way -> way.first() == null
                                        ? NONE
                                        : Figures.count(way.first().bytesIn())))));
        return sections;
    }

    /** Returns what became of idle connections and late replies, a sentence each. */
    List<String> waiting() {
        List<String> lines = new ArrayList<>();
        for (Idle idle : recording.idles()) {
            lines.add("idle " + idle.way().protocol() + ": " + outcome(idle));
        }
        for (Late late : recording.lates()) {
            lines.add("a reply that takes " + Figures.seconds(recording.idle()) + ", "
                    + late.way().protocol() + ": " + outcome(late));
        }
        return lines;
    }

    /** Returns what failed and what was not measured, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (WayOutcome way : recording.ways()) {
            if (way.notOffered() != null) {
                notes.add(way.way().protocol() + " is not offered: " + way.notOffered());
            }
            note(notes, way.way() + ", one after another", way.alone());
            note(notes, way.way() + ", " + recording.concurrency() + " at a time", way.together());
        }
        if (recording.dnsNanos() > 0) {
            notes.add("the first look-up of the name took " + Figures.time(recording.dnsNanos())
                    + " and is in each first reply; after that it is remembered");
        }
        return notes;
    }

    private static String outcome(Idle idle) {
        if (idle.skipped()) {
            return "skipped, " + idle.end();
        }
        String after = Figures.seconds(idle.nanos());
        return idle.end() == null
                ? "still open after " + after
                : "closed by the server after " + after + " (" + idle.end() + ")";
    }

    private static String outcome(Late late) {
        if (late.came()) {
            return "came after " + Figures.seconds(late.nanos());
        }
        return late.skipped()
                ? "skipped, " + late.outcome()
                : late.outcome() + ", after " + Figures.seconds(late.nanos());
    }

    private static void note(List<String> notes, String what, Measured measured) {
        if (measured == null) {
            return;
        }
        String of = " of " + Figures.count(measured.exchanges());
        for (Failure failure : measured.failures()) {
            notes.add(what + ": " + Figures.count(failure.count()) + of + " failed: " + failure.example());
        }
        if (measured.wrong() > 0) {
            notes.add(what + ": " + Figures.count(measured.wrong()) + of + " replies differ from the first, like '"
                    + measured.wrongExample() + "'");
        }
    }

    private Section exchanges(String title, Function<WayOutcome, Measured> of) {
        return new Section(
                title,
                List.of(
                        row("exchanges", way -> measured(of.apply(way), one -> Figures.count(one.exchanges()))),
                        row(
                                "connections opened",
                                way -> measured(of.apply(way), one -> Figures.count(one.connections()))),
                        row(
                                "round trip p50",
                                way -> measured(
                                        of.apply(way),
                                        one -> time(one.roundTrips().p50Nanos()))),
                        row(
                                "round trip p99",
                                way -> measured(
                                        of.apply(way),
                                        one -> time(one.roundTrips().p99Nanos()))),
                        row(
                                "exchanges a second",
                                way -> measured(of.apply(way), one -> Figures.count(Math.round(one.perSecond()))))));
    }

    private Row row(String name, Function<WayOutcome, String> cell) {
        return new Row(
                name,
                recording.ways().stream()
                        .map(way -> way.notOffered() == null ? cell.apply(way) : "not offered")
                        .toList());
    }

    private static String measured(Measured measured, Function<Measured, String> cell) {
        return measured == null || measured.exchanges() == 0 ? NONE : cell.apply(measured);
    }

    private static String time(long nanos) {
        return nanos == 0 ? NONE : Figures.time(nanos);
    }

    private static String bytes(WayOutcome way, Function<Measured, Long> bytes) {
        double each = bytesEach(way, bytes);
        return Double.isNaN(each) ? NONE : Figures.each(each);
    }

    /** Returns the bytes of an answered exchange, of all that were measured; not a number if none was. */
    static double bytesEach(WayOutcome way, Function<Measured, Long> bytes) {
        if (way.alone() == null) {
            return Double.NaN;
        }
        double sum = bytes.apply(way.alone()) + bytes.apply(way.together());
        long answered = way.alone().answered() + way.together().answered();
        return answered == 0 ? Double.NaN : sum / answered;
    }
}
