package dev.parley.bench;

import dev.parley.report.Json;
import java.time.Instant;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Says what a recording holds as one object of JSON, for a program; {@code docs/json.md} explains its names. */
public final class BenchJson {
    private static final double MILLI = 1e6;

    private record Document(
            List<Run> runs,
            boolean interrupted,
            Connections connections,
            double durationSeconds,
            long sent,
            long replied,
            long sentAfterTheEnd,
            long unasked,
            long errorsOfTheWarmUp,
            double sentPerSecond,
            double repliesPerSecond,
            Double askedPerSecond,
            long bytesOut,
            long bytesIn,
            Percentiles latencyMs,
            Percentiles naiveLatencyMs,
            Errors errors,
            Itself parley,
            List<Interval> intervals,
            List<Promise> thresholds,
            Search findRate) {}

    private record Run(String url, String load, String traffic, Instant started) {}

    private record Connections(
            long asked, long opened, int openAtTheEnd, double openSeconds, Percentiles openMs, List<Ended> ended) {}

    private record Ended(String how, long count, double leastSeconds, double meanSeconds, double mostSeconds) {}

    /** The times of a histogram, in milliseconds; {@code p999} is the percentile 99.9. */
    private record Percentiles(
            double min, double mean, double p50, double p90, double p99, double p999, double p9999, double max) {
        /** Returns null if there is none. */
        static Percentiles of(Histogram histogram) {
            return histogram.getTotalCount() == 0
                    ? null
                    : new Percentiles(
                            histogram.getMinValue() / MILLI,
                            histogram.getMean() / MILLI,
                            histogram.getValueAtPercentile(50) / MILLI,
                            histogram.getValueAtPercentile(90) / MILLI,
                            histogram.getValueAtPercentile(99) / MILLI,
                            histogram.getValueAtPercentile(99.9) / MILLI,
                            histogram.getValueAtPercentile(99.99) / MILLI,
                            histogram.getMaxValue() / MILLI);
        }
    }

    private record Errors(long total, List<Kind> kinds) {}

    private record Kind(String kind, long count, String first) {}

    private record Itself(
            double cpuSeconds,
            double busy,
            double busiestLoop,
            Percentiles lagMs,
            Percentiles sentLateMs,
            String bottleneck) {}

    private record Interval(
            double fromSeconds,
            double durationSeconds,
            long sent,
            long replied,
            long errors,
            int open,
            Span latencyMs) {}

    /** What is known of the times of an interval; null if there were none. */
    private record Span(double p50, double p99, double max) {}

    private record Promise(String threshold, boolean kept, String seen) {}

    private record Search(Double rate, Double tooMuch, List<Step> steps) {}

    private record Step(double askedPerSecond, double sentPerSecond, Middle latencyMs, boolean kept, String why) {}

    private record Middle(double p50, double p99) {}

    private BenchJson() {}

    /**
     * Returns the object.
     *
     * @param verdicts of the thresholds, if there are any
     * @param search what was tried, or null
     */
    public static String of(Recording recording, List<Threshold.Verdict> verdicts, RateSearch search) {
        Slice total = recording.total();
        return Json.document(new Document(
                recording.abouts().stream()
                        .map(about -> new Run(about.url(), about.load(), about.traffic(), about.started()))
                        .toList(),
                recording.wasInterrupted(),
                connections(recording),
                recording.seconds(),
                total.sent,
                total.answered,
                total.sentAfter,
                total.unasked,
                total.earlier,
                recording.sentPerSecond(),
                recording.answeredPerSecond(),
                orNothing(recording.askedRate()),
                total.bytesOut,
                total.bytesIn,
                Percentiles.of(total.latency),
                recording.isOpenLoad() ? Percentiles.of(total.naive) : null,
                errors(total.problems),
                new Itself(
                        recording.cpuNanos() / 1e9,
                        recording.busy(),
                        total.busiest,
                        Percentiles.of(total.lag),
                        Percentiles.of(total.late),
                        Bottleneck.of(total)),
                recording.points().stream().map(BenchJson::interval).toList(),
                verdicts.stream()
                        .map(verdict -> new Promise(verdict.threshold().text(), verdict.kept(), verdict.seen()))
                        .toList(),
                search == null ? null : search(search)));
    }

    private static Connections connections(Recording recording) {
        return new Connections(
                recording.asked(),
                recording.opening().getTotalCount(),
                recording.total().open,
                recording.openingNanos() / 1e9,
                Percentiles.of(recording.opening()),
                recording.lasted().entrySet().stream()
                        .map(ended -> ended(ended.getKey(), ended.getValue()))
                        .toList());
    }

    private static Ended ended(String how, Outcome.Lasted lasted) {
        return new Ended(
                how,
                lasted.count(),
                lasted.leastNanos() / 1e9,
                lasted.sumNanos() / 1e9 / lasted.count(),
                lasted.mostNanos() / 1e9);
    }

    private static Errors errors(Problems problems) {
        return new Errors(
                problems.total(),
                problems.kinds().entrySet().stream()
                        .map(kind -> new Kind(
                                kind.getKey(),
                                kind.getValue().count(),
                                kind.getValue().first()))
                        .toList());
    }

    private static Interval interval(Recording.Point point) {
        return new Interval(
                point.fromNanos() / 1e9,
                point.seconds(),
                point.sent(),
                point.answered(),
                point.problems(),
                point.open(),
                point.answered() == 0
                        ? null
                        : new Span(point.p50Nanos() / MILLI, point.p99Nanos() / MILLI, point.maxNanos() / MILLI));
    }

    private static Search search(RateSearch search) {
        return new Search(
                orNothing(search.found()),
                orNothing(search.tooMuch()),
                search.steps().stream()
                        .map(step -> new Step(
                                step.rate(),
                                step.sent(),
                                new Middle(step.p50Nanos() / MILLI, step.p99Nanos() / MILLI),
                                step.kept(),
                                step.why().isEmpty() ? null : step.why()))
                        .toList());
    }

    private static Double orNothing(double number) {
        return number == 0 ? null : number;
    }
}
