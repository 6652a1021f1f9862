package dev.parley.bench;

import dev.parley.core.Figures;
import dev.parley.report.Tile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** Chooses the figures of a recording that its page shows, in words. */
final class BenchFigures {
    private BenchFigures() {}

    /** Returns what a reader has to know before any figure. */
    static List<String> warnings(Recording recording) {
        List<String> warnings = new ArrayList<>();
        if (recording.wasInterrupted()) {
            warnings.add("Interrupted: this is what was measured until then.");
        }
        warnings.addAll(recording.notes());
        if (recording.total().sentAfter > 0) {
            warnings.add(Figures.count(recording.total().sentAfter)
                    + " messages were due in the measured time and could only be sent after it: they are in no rate.");
        }
        String bottleneck = Bottleneck.of(recording.total());
        if (bottleneck != null) {
            warnings.add("Parley or its machine may have been the limit here, not the server: " + bottleneck + ".");
        }
        return warnings;
    }

    static List<Tile> tiles(Recording recording) {
        Slice total = recording.total();
        List<Tile> tiles = new ArrayList<>();
        if (total.sent > 0) {
            tiles.add(Tile.of(
                    Figures.rate(recording.isAwaited() ? recording.answeredPerSecond() : recording.sentPerSecond())
                            + "/s",
                    recording.isAwaited() ? "answered" : "sent"));
        }
        if (total.latency.getTotalCount() > 0) {
            tiles.add(Tile.of(Figures.time(total.latency.getValueAtPercentile(50)), "latency, p50"));
            tiles.add(Tile.of(Figures.time(total.latency.getValueAtPercentile(99)), "p99"));
            tiles.add(Tile.of(Figures.time(total.latency.getMaxValue()), "max"));
        }
        if (recording.opening().getTotalCount() > 0) {
            tiles.add(Tile.of(
                    Figures.count(total.open) + " of " + Figures.count(recording.asked()),
                    "connections open at the end"));
        }
        tiles.add(Tile.of(Figures.count(total.problems.total()), "errors"));
        return tiles;
    }

    static String found(RateSearch search) {
        String promise = String.join(
                " and ", search.promise().stream().map(Threshold::text).toList());
        return search.found() == 0
                ? "No rate kept " + promise + "."
                : "The highest rate that kept " + promise + ": " + Figures.rate(search.found())
                        + "/s. What follows is of that.";
    }

    static List<List<String>> steps(RateSearch search) {
        return search.steps().stream()
                .map(step -> List.of(
                        Figures.rate(step.rate()) + "/s",
                        Figures.rate(step.sent()) + "/s",
                        Figures.millis(step.p50Nanos()),
                        Figures.millis(step.p99Nanos()),
                        step.kept() ? "yes" : "no: " + step.why()))
                .toList();
    }

    static List<List<String>> latencies(Recording recording) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(latency(recording, "min", Histogram::getMinValue));
        for (double percentile : BenchText.PERCENTILES) {
            rows.add(latency(
                    recording,
                    "p" + BenchText.shown(percentile),
                    histogram -> histogram.getValueAtPercentile(percentile)));
        }
        rows.add(latency(recording, "max", Histogram::getMaxValue));
        rows.add(latency(recording, "mean", Histogram::getMean));
        return rows;
    }

    private static List<String> latency(Recording recording, String name, ToDoubleFunction<Histogram> value) {
        String latency = Figures.millis((long) value.applyAsDouble(recording.total().latency));
        return recording.hasTwoLatencies()
                ? List.of(name, latency, Figures.millis((long) value.applyAsDouble(recording.total().naive)))
                : List.of(name, latency);
    }

    static List<List<String>> connections(Recording recording) {
        Histogram opening = recording.opening();
        if (opening.getTotalCount() == 0) {
            return List.of();
        }
        Slice total = recording.total();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "opened",
                Figures.count(opening.getTotalCount()) + " of " + Figures.count(recording.asked()) + " in "
                        + Figures.time(recording.openingNanos())));
        rows.add(List.of("each took", BenchText.spread(opening)));
        rows.add(List.of("open at the end", Figures.count(total.open)));
        for (Map.Entry<String, Outcome.Lasted> ended : recording.lasted().entrySet()) {
            Outcome.Lasted lasted = ended.getValue();
            rows.add(List.of(
                    "ended: " + ended.getKey(),
                    Figures.count(lasted.count()) + " after " + Figures.time(lasted.leastNanos()) + " to "
                            + Figures.time(lasted.mostNanos())));
        }
        rows.add(List.of("frames out", bytes(total.bytesOut, recording)));
        rows.add(List.of("frames in", bytes(total.bytesIn, recording)));
        return rows;
    }

    private static String bytes(double bytes, Recording recording) {
        return Figures.bytes(bytes) + ", " + Figures.bytes(bytes / recording.seconds()) + "/s";
    }

    static List<List<String>> parley(Recording recording) {
        Slice total = recording.total();
        if (total.lag.getTotalCount() == 0) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "event loops at work",
                Figures.percent(recording.busy()) + " of the time, " + Figures.percent(total.busiest)
                        + " at the most"));
        rows.add(List.of("event loops late by", BenchText.spread(total.lag)));
        if (recording.isOpenLoad() && total.late.getTotalCount() > 0) {
            rows.add(List.of("messages late by", BenchText.spread(total.late)));
        }
        return rows;
    }
}
