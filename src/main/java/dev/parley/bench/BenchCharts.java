package dev.parley.bench;

import dev.parley.bench.Recording.Point;
import dev.parley.core.Figures;
import dev.parley.report.Chart;
import dev.parley.report.Chart.Axis;
import dev.parley.report.Chart.Mark;
import dev.parley.report.Chart.Series;
import dev.parley.report.Scale;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** Chooses what of a recording is drawn. */
final class BenchCharts {
    private static final double MILLI = 1e6;

    /** Keeps values of 0 on a scale by magnitude. */
    private static final double LEAST_MILLIS = 0.01;

    private final Recording recording;
    private final Slice total;

    private BenchCharts(Recording recording) {
        this.recording = recording;
        this.total = recording.total();
    }

    /** Returns the charts, in the order of the page; none of a recording without slices. */
    static List<Chart> of(Recording recording) {
        List<Point> points = recording.points();
        BenchCharts charts = new BenchCharts(recording);
        List<Chart> all = new ArrayList<>();
        if (points.isEmpty()) {
            return all;
        }
        if (charts.total.latency.getTotalCount() > 0) {
            all.add(charts.overTime());
            all.add(charts.byPercentile());
        }
        if (charts.total.sent > 0) {
            all.add(charts.throughput());
        }
        if (charts.total.sent == 0
                || points.stream().mapToInt(Point::open).distinct().count() > 1) {
            all.add(charts.open());
        }
        return all;
    }

    private Chart overTime() {
        List<Point> answered = recording.points().stream()
                .filter(point -> point.answered() > 0)
                .toList();
        double least = Math.max(
                LEAST_MILLIS,
                answered.stream()
                        .mapToDouble(point -> point.p50Nanos() / MILLI)
                        .min()
                        .orElse(1));
        double most = Math.max(least, most(answered, point -> point.maxNanos() / MILLI, 1));
        return new Chart(
                "Latency over time",
                "Latency over time: p50, p99 and max of each interval",
                time(),
                Axis.of("ms", Scale.magnitude(least, most), BenchCharts::plain),
                List.of(
                        series("p50", answered, point -> point.p50Nanos() / MILLI),
                        series("p99", answered, point -> point.p99Nanos() / MILLI),
                        series("max", answered, point -> point.maxNanos() / MILLI)));
    }

    private Chart byPercentile() {
        boolean two = recording.hasTwoLatencies();
        List<Series> series = new ArrayList<>();
        series.add(new Series(two ? "corrected" : "latency", curve(total.latency)));
        if (two) {
            series.add(new Series("naive", curve(total.naive)));
        }
        double least = total.latency.getMinValue() / MILLI;
        double most = total.latency.getMaxValue() / MILLI;
        if (two) {
            least = Math.min(least, total.naive.getMinValue() / MILLI);
            most = Math.max(most, total.naive.getMaxValue() / MILLI);
        }
        return new Chart(
                "Latency by percentile",
                "Latency by percentile",
                percentiles(Math.max(10, total.latency.getTotalCount())),
                Axis.of(
                        "ms",
                        Scale.magnitude(Math.max(LEAST_MILLIS, least), Math.max(LEAST_MILLIS, most)),
                        BenchCharts::plain),
                series);
    }

    private Chart throughput() {
        List<Series> series = new ArrayList<>();
        series.add(series("sent", recording.points(), point -> point.sent() / point.seconds()));
        if (recording.isAwaited()) {
            series.add(series("answered", recording.points(), point -> point.answered() / point.seconds()));
        }
        if (total.problems.total() > 0) {
            series.add(series("errors", recording.points(), point -> point.problems() / point.seconds()));
        }
        return new Chart(
                "Messages a second",
                "Messages a second over time",
                time(),
                whole(
                        "messages/s",
                        most(
                                recording.points(),
                                point -> Math.max(point.sent(), point.answered()) / point.seconds(),
                                1)),
                series);
    }

    private Chart open() {
        return new Chart(
                "Open connections",
                "Open connections over time",
                time(),
                whole("connections", most(recording.points(), Point::open, 1)),
                List.of(series("open", recording.points(), Point::open)));
    }

    /** Returns an axis on which each step to the right leaves a tenth of what was left. */
    private static Axis percentiles(double count) {
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark(1, "0"));
        marks.add(new Mark(2, "50"));
        for (double share = 10; share <= count * 1.0001; share *= 10) {
            marks.add(new Mark(
                    share,
                    share == 10
                            ? "90"
                            : "99" + (share > 100 ? "." + "9".repeat((int) Math.round(Math.log10(share)) - 2) : "")));
        }
        return new Axis("percentile", new Scale(1, count, true), marks);
    }

    /** Returns where the curve stands at each of many percentiles, the closer to 100 the finer. */
    private static List<double[]> curve(Histogram histogram) {
        List<double[]> points = new ArrayList<>();
        double most = histogram.getTotalCount();
        for (double share = 1; share < most; share *= 1.05) {
            points.add(new double[] {
                share, Math.max(LEAST_MILLIS, histogram.getValueAtPercentile(100 - 100 / share) / MILLI)
            });
        }
        points.add(new double[] {most, histogram.getMaxValue() / MILLI});
        return points;
    }

    private Axis time() {
        double end = recording.points().get(recording.points().size() - 1).toNanos() / 1e9;
        return Axis.of("seconds", new Scale(0, end, false), BenchCharts::plain);
    }

    private static Axis whole(String title, double most) {
        return Axis.of(title, Scale.linear(most), value -> Figures.count(Math.round(value)));
    }

    private static Series series(String name, List<Point> points, ToDoubleFunction<Point> value) {
        return new Series(
                name,
                points.stream()
                        .map(point -> new double[] {point.toNanos() / 1e9, value.applyAsDouble(point)})
                        .toList());
    }

    private static double most(List<Point> points, ToDoubleFunction<Point> value, double otherwise) {
        return points.stream().mapToDouble(value).max().orElse(otherwise);
    }

    private static String plain(double value) {
        return value >= 1000
                ? Figures.count(Math.round(value))
                : new BigDecimal(value)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
