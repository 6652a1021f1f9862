package dev.parley.bench;

import dev.parley.core.Figures;
import dev.parley.core.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Says what a recording holds, for a person at a terminal. */
public final class BenchText {
    static final double[] PERCENTILES = {50, 90, 99, 99.9, 99.99};
    private static final int EXAMPLE_CHARACTERS = 160;

    private final List<String> lines = new ArrayList<>();
    private final Recording recording;

    private BenchText(Recording recording) {
        this.recording = recording;
    }

    /**
     * Returns the report, a line an element.
     *
     * @param verdicts of the thresholds, if there are any
     */
    public static List<String> of(Recording recording, List<Threshold.Verdict> verdicts) {
        BenchText text = new BenchText(recording);
        text.abouts();
        text.connections();
        text.messages();
        text.latency();
        text.errors();
        text.parley();
        text.verdicts(verdicts);
        return text.lines;
    }

    /** Returns what a search came to, a line an element. */
    public static List<String> of(RateSearch search) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(String.format(Locale.ROOT, "%12s %12s %10s %10s", "asked", "sent", "p50 ms", "p99 ms"));
        for (RateSearch.Step step : search.steps()) {
            lines.add(line(step));
        }
        String promise = String.join(
                " and ", search.promise().stream().map(Threshold::text).toList());
        lines.add("");
        lines.add(
                search.found() == 0
                        ? "no rate kept " + promise
                        : "highest rate that kept " + promise + ": " + Figures.rate(search.found()) + "/s"
                                + (search.tooMuch() == 0
                                        ? " (the search ended before it found one that did not)"
                                        : " (" + Figures.rate(search.tooMuch()) + "/s did not)"));
        return lines;
    }

    /** Returns one step of a search as a line. */
    public static String line(RateSearch.Step step) {
        return String.format(
                Locale.ROOT,
                "%10s/s %10s/s %10s %10s  %s",
                Figures.rate(step.rate()),
                Figures.rate(step.sent()),
                Figures.millis(step.p50Nanos()),
                Figures.millis(step.p99Nanos()),
                step.kept() ? "kept" : "not kept: " + step.why());
    }

    private void abouts() {
        for (About about : recording.abouts()) {
            lines.add(Printable.show(about.url()));
            lines.add("  " + about.load());
            lines.add("  " + Printable.show(about.traffic()));
        }
        recording.notes().forEach(note -> lines.add("  " + Printable.show(note)));
        if (recording.wasInterrupted()) {
            lines.add("  interrupted: what follows is what was measured until then");
        }
        lines.add("");
    }

    private void connections() {
        Histogram opening = recording.opening();
        if (opening.getTotalCount() == 0) {
            return;
        }
        add(
                "connections",
                Figures.count(opening.getTotalCount()) + " of " + Figures.count(recording.asked()) + " opened in "
                        + Figures.time(recording.openingNanos()) + "; each took " + spread(opening));
        add("", Figures.count(recording.total().open) + " open at the end");
        for (Map.Entry<String, Outcome.Lasted> entry : recording.lasted().entrySet()) {
            Outcome.Lasted lasted = entry.getValue();
            add(
                    "",
                    Figures.count(lasted.count()) + " ended before that (" + entry.getKey() + ") after "
                            + Figures.time(lasted.sumNanos() / lasted.count())
                            + (lasted.count() == 1
                                    ? ""
                                    : " on average, " + Figures.time(lasted.leastNanos()) + " to "
                                            + Figures.time(lasted.mostNanos())));
        }
    }

    private void messages() {
        Slice total = recording.total();
        if (total.sent > 0) {
            add(
                    "messages",
                    Figures.count(total.sent) + " sent, "
                            + (recording.isAwaited() ? Figures.count(total.answered) + " answered, " : "")
                            + Figures.rate(recording.sentPerSecond()) + "/s in "
                            + Figures.seconds(Math.round(recording.seconds() * 1e9))
                            + (recording.askedRate() > 0
                                    ? " (asked: " + Figures.rate(recording.askedRate()) + "/s)"
                                    : ""));
        }
        if (total.sentAfter > 0) {
            add("", Figures.count(total.sentAfter) + " of them were due in that time, and sent after it: in no rate");
        }
        if (total.unasked > 0) {
            add("", Figures.count(total.unasked) + " came unasked");
        }
        add(
                total.sent > 0 ? "" : "messages",
                Figures.bytes(total.bytesOut / recording.seconds()) + "/s out, "
                        + Figures.bytes(total.bytesIn / recording.seconds())
                        + "/s in, with the headers of frames");
    }

    private void latency() {
        Slice total = recording.total();
        if (total.latency.getTotalCount() == 0) {
            return;
        }
        boolean two = recording.hasTwoLatencies();
        StringBuilder head = new StringBuilder();
        for (double percentile : PERCENTILES) {
            head.append(String.format(Locale.ROOT, "%9s", "p" + shown(percentile)));
        }
        add("latency, ms", String.format(Locale.ROOT, "%s%9s%9s", head, "max", "mean"));
        row(two ? "  corrected" : "", total.latency);
        if (two) {
            row("  naive", total.naive);
            add("", "corrected: since each message was due");
            add("", "naive: of only what a tool that waits for each reply would send; what");
            add("", "queued behind a slow reply is missing (coordinated omission)");
        }
    }

    private void row(String name, Histogram histogram) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-13s", name));
        for (double percentile : PERCENTILES) {
            row.append(String.format(Locale.ROOT, "%9s", Figures.millis(histogram.getValueAtPercentile(percentile))));
        }
        lines.add(row.append(String.format(
                        Locale.ROOT, "%9s%9s", Figures.millis(histogram.getMaxValue()), Figures.millis((long)
                                histogram.getMean())))
                .toString());
    }

    private void errors() {
        Problems problems = recording.total().problems;
        add(
                "errors",
                (problems.total() == 0 ? "none" : Figures.count(problems.total()))
                        + (recording.total().earlier == 0
                                ? ""
                                : ", and " + Figures.count(recording.total().earlier)
                                        + " in the warm-up, which do not count"));
        problems.kinds()
                .forEach((kind, count) -> add(
                        "",
                        Figures.count(count.count()) + " x " + kind + ", first: "
                                + Printable.cut(count.first(), EXAMPLE_CHARACTERS)));
    }

    private void parley() {
        Slice total = recording.total();
        if (total.lag.getTotalCount() == 0) {
            return;
        }
        int threads = recording.abouts().stream().mapToInt(About::threads).sum();
        add(
                "parley",
                threads + (threads == 1 ? " event loop" : " event loops") + ", at work for "
                        + Figures.percent(recording.busy()) + " of the time, " + Figures.percent(total.busiest)
                        + " at the most");
        add("", "loops woke up late by   " + spread(total.lag));
        if (total.late.getTotalCount() > 0 && recording.isOpenLoad()) {
            add("", "messages were late by   " + spread(total.late));
        }
        String bottleneck = Bottleneck.of(total);
        if (bottleneck != null) {
            add("", "! parley or its machine may be the limit here, not the server:");
            add("", "  " + bottleneck + ";");
            add("", "  a quieter machine, --threads or more machines ('report' merges their logs) help");
        }
    }

    /** Returns how a histogram is spread, in one clause. */
    static String spread(Histogram histogram) {
        return "p50 " + Figures.time(histogram.getValueAtPercentile(50)) + ", p99 "
                + Figures.time(histogram.getValueAtPercentile(99)) + ", max " + Figures.time(histogram.getMaxValue());
    }

    private void verdicts(List<Threshold.Verdict> verdicts) {
        for (Threshold.Verdict verdict : verdicts) {
            add(
                    verdict == verdicts.get(0) ? "thresholds" : "",
                    (verdict.kept() ? "✓ " : "✗ ") + verdict.threshold().text() + "  was " + verdict.seen());
        }
    }

    private void add(String name, String text) {
        lines.add(String.format(Locale.ROOT, "%-13s%s", name, text));
    }

    static String shown(double percentile) {
        return percentile == Math.rint(percentile) ? Long.toString((long) percentile) : Double.toString(percentile);
    }
}
