package dev.parley.bench;

import dev.parley.bench.Chart.Mark;
import dev.parley.bench.Chart.Series;
import dev.parley.core.Figures;
import dev.parley.core.Html;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** Says what a recording holds as a page, with charts. */
public final class BenchHtml {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final double MILLI = 1e6;

    /** Keeps values of 0 on a scale by magnitude. */
    private static final double LEAST_MILLIS = 0.01;

    private final StringBuilder html = new StringBuilder(40_000);
    private final Recording recording;
    private final Slice total;

    private BenchHtml(Recording recording) {
        this.recording = recording;
        this.total = recording.total();
    }

    /**
     * Returns the page.
     *
     * @param verdicts of the thresholds, if there are any
     * @param search what was tried, or null
     */
    public static String of(Recording recording, List<Threshold.Verdict> verdicts, RateSearch search) {
        BenchHtml page = new BenchHtml(recording);
        page.head();
        page.tiles();
        page.thresholds(verdicts);
        if (search != null) {
            page.search(search);
        }
        page.html.append("<div class=\"cards\">\n");
        page.charts();
        page.latencies();
        page.errors();
        page.connections();
        page.parley();
        page.html.append("</div>\n");
        return Html.page(
                "bench " + recording.abouts().get(0).url(),
                Html.base() + Html.style(BenchHtml.class, "report.css"),
                page.html.toString());
    }

    private void head() {
        html.append("<h1>Load on ")
                .append(Html.escape(recording.abouts().get(0).url()))
                .append("</h1>\n");
        for (About about : recording.abouts()) {
            line("faint", TIME.format(about.started()) + ": " + about.load() + "; " + about.traffic());
        }
        if (recording.wasInterrupted()) {
            line("bad", "Interrupted: this is what was measured until then.");
        }
        recording.notes().forEach(note -> line("bad", note));
        if (total.sentAfter > 0) {
            line(
                    "bad",
                    Figures.count(total.sentAfter)
                            + " messages were due in the measured time and could only be sent after it: they are in no rate.");
        }
        String bottleneck = Bottleneck.of(total);
        if (bottleneck != null) {
            line("bad", "Parley or its machine may have been the limit here, not the server: " + bottleneck + ".");
        }
    }

    private void tiles() {
        html.append("<div class=\"tiles\">\n");
        if (total.sent > 0) {
            tile(
                    Figures.rate(recording.isAwaited() ? recording.answeredPerSecond() : recording.sentPerSecond())
                            + "/s",
                    recording.isAwaited() ? "answered" : "sent");
        }
        if (total.latency.getTotalCount() > 0) {
            tile(Figures.time(total.latency.getValueAtPercentile(50)), "latency, p50");
            tile(Figures.time(total.latency.getValueAtPercentile(99)), "p99");
            tile(Figures.time(total.latency.getMaxValue()), "max");
        }
        if (recording.opening().getTotalCount() > 0) {
            tile(Figures.count(total.open) + " of " + Figures.count(recording.asked()), "connections open at the end");
        }
        tile(Figures.count(total.problems.total()), "errors");
        html.append("</div>\n");
    }

    private void thresholds(List<Threshold.Verdict> verdicts) {
        for (Threshold.Verdict verdict : verdicts) {
            line(
                    verdict.kept() ? "good" : "bad",
                    (verdict.kept() ? "✓ " : "✗ ") + verdict.threshold().text() + " was " + verdict.seen());
        }
    }

    private void search(RateSearch search) {
        begin("The search for the highest rate");
        String promise = String.join(
                " and ", search.promise().stream().map(Threshold::text).toList());
        line(
                "",
                search.found() == 0
                        ? "No rate kept " + promise + "."
                        : "The highest rate that kept " + promise + ": " + Figures.rate(search.found())
                                + "/s. What follows is of that.");
        html.append("<table><tr><th>asked</th><th>sent</th><th>p50 ms</th><th>p99 ms</th><th>kept</th></tr>\n");
        for (RateSearch.Step step : search.steps()) {
            row(
                    Figures.rate(step.rate()) + "/s",
                    Figures.rate(step.sent()) + "/s",
                    Figures.millis(step.p50Nanos()),
                    Figures.millis(step.p99Nanos()),
                    step.kept() ? "yes" : "no: " + step.why());
        }
        html.append("</table>\n");
        end();
    }

    private void charts() {
        List<Recording.Point> points = recording.points();
        if (points.isEmpty()) {
            return;
        }
        if (total.latency.getTotalCount() > 0) {
            overTime();
            byPercentile();
        }
        if (total.sent > 0) {
            throughput();
        }
        if (total.sent == 0
                || points.stream().mapToInt(Recording.Point::open).distinct().count() > 1) {
            open();
        }
    }

    private void overTime() {
        List<Recording.Point> answered = recording.points().stream()
                .filter(point -> point.answered() > 0)
                .toList();
        double least = Math.max(
                LEAST_MILLIS,
                answered.stream()
                        .mapToDouble(point -> point.p50Nanos() / MILLI)
                        .min()
                        .orElse(1));
        double most = Math.max(
                least,
                answered.stream()
                        .mapToDouble(point -> point.maxNanos() / MILLI)
                        .max()
                        .orElse(1));
        begin("Latency over time");
        Scale time = time();
        html.append(Chart.of(
                "Latency over time: p50, p99 and max of each interval",
                time,
                Chart.marks(time, BenchHtml::plain),
                "seconds",
                Scale.magnitude(least, most),
                BenchHtml::plain,
                "ms",
                List.of(
                        series("p50", answered, point -> point.p50Nanos() / MILLI),
                        series("p99", answered, point -> point.p99Nanos() / MILLI),
                        series("max", answered, point -> point.maxNanos() / MILLI))));
        end();
    }

    private void byPercentile() {
        List<Series> series = new ArrayList<>();
        boolean two = recording.isOpenLoad() && total.naive.getTotalCount() > 0;
        series.add(new Series(two ? "corrected" : "latency", curve(total.latency)));
        if (two) {
            series.add(new Series("naive", curve(total.naive)));
        }
        double most = total.latency.getTotalCount();
        Scale across = new Scale(1, Math.max(10, most), true);
        List<Mark> marks = new ArrayList<>();
        marks.add(new Mark(1, "0"));
        marks.add(new Mark(2, "50"));
        for (double share = 10; share <= Math.max(10, most) * 1.0001; share *= 10) {
            marks.add(new Mark(
                    share,
                    share == 10
                            ? "90"
                            : "99" + (share > 100 ? "." + "9".repeat((int) Math.round(Math.log10(share)) - 2) : "")));
        }
        Histogram least = two && total.naive.getMinValue() < total.latency.getMinValue() ? total.naive : total.latency;
        begin("Latency by percentile");
        html.append(Chart.of(
                "Latency by percentile",
                across,
                marks,
                "percentile",
                Scale.magnitude(
                        Math.max(LEAST_MILLIS, least.getMinValue() / MILLI),
                        Math.max(
                                LEAST_MILLIS,
                                Math.max(total.latency.getMaxValue(), two ? total.naive.getMaxValue() : 0) / MILLI)),
                BenchHtml::plain,
                "ms",
                series));
        end();
    }

    private void throughput() {
        double most = recording.points().stream()
                .mapToDouble(point -> Math.max(point.sent(), point.answered()) / point.seconds())
                .max()
                .orElse(1);
        List<Series> series = new ArrayList<>();
        series.add(series("sent", recording.points(), point -> point.sent() / point.seconds()));
        if (recording.isAwaited()) {
            series.add(series("answered", recording.points(), point -> point.answered() / point.seconds()));
        }
        if (total.problems.total() > 0) {
            series.add(series("errors", recording.points(), point -> point.problems() / point.seconds()));
        }
        begin("Messages a second");
        Scale time = time();
        html.append(Chart.of(
                "Messages a second over time",
                time,
                Chart.marks(time, BenchHtml::plain),
                "seconds",
                Scale.linear(most),
                value -> Figures.count(Math.round(value)),
                "messages/s",
                series));
        end();
    }

    private void open() {
        begin("Open connections");
        Scale time = time();
        html.append(Chart.of(
                "Open connections over time",
                time,
                Chart.marks(time, BenchHtml::plain),
                "seconds",
                Scale.linear(recording.points().stream()
                        .mapToInt(Recording.Point::open)
                        .max()
                        .orElse(1)),
                value -> Figures.count(Math.round(value)),
                "connections",
                List.of(series("open", recording.points(), Recording.Point::open))));
        end();
    }

    private void latencies() {
        if (total.latency.getTotalCount() == 0) {
            return;
        }
        boolean two = recording.isOpenLoad() && total.naive.getTotalCount() > 0;
        begin("Latency, ms");
        html.append("<table><tr><th></th><th>")
                .append(two ? "corrected</th><th>naive" : "")
                .append("</th></tr>\n");
        latency("min", two, Histogram::getMinValue);
        for (double percentile : BenchText.PERCENTILES) {
            latency("p" + BenchText.shown(percentile), two, histogram -> histogram.getValueAtPercentile(percentile));
        }
        latency("max", two, Histogram::getMaxValue);
        latency("mean", two, Histogram::getMean);
        if (two) {
            html.append(
                            "<caption>Corrected: since the message was due. Naive: of the messages that a tool would have sent that")
                    .append(
                            " waits for each reply; what waited behind a slow one is not in it (coordinated omission).</caption>");
        }
        html.append("</table>\n");
        end();
    }

    private void latency(String name, boolean two, ToDoubleFunction<Histogram> value) {
        String latency = Figures.millis((long) value.applyAsDouble(total.latency));
        if (two) {
            row(name, latency, Figures.millis((long) value.applyAsDouble(total.naive)));
        } else {
            row(name, latency);
        }
    }

    private void errors() {
        Problems problems = total.problems;
        if (problems.total() == 0) {
            return;
        }
        long most = problems.kinds().values().stream()
                .mapToLong(Problems.Count::count)
                .max()
                .orElse(1);
        begin("Errors");
        html.append("<table class=\"words\"><tr><th>kind</th><th>count</th><th>the first</th></tr>\n");
        problems.kinds().forEach((kind, count) -> html.append("<tr><td>")
                .append(Html.escape(kind))
                .append("</td><td>")
                .append(Figures.count(count.count()))
                .append(String.format(
                        Locale.ROOT,
                        "<span class=\"bar\" style=\"width:%.1f%%\"></span>",
                        100.0 * count.count() / most))
                .append("</td><td class=\"example\">")
                .append(Html.escape(count.first()))
                .append("</td></tr>\n"));
        html.append("</table>\n");
        end();
    }

    private void connections() {
        Histogram opening = recording.opening();
        if (opening.getTotalCount() == 0) {
            return;
        }
        begin("Connections");
        html.append("<table class=\"words\">\n");
        row(
                "opened",
                Figures.count(opening.getTotalCount()) + " of " + Figures.count(recording.asked()) + " in "
                        + Figures.time(recording.openingNanos()));
        row("each took", BenchText.spread(opening));
        row("open at the end", Figures.count(total.open));
        recording
                .lasted()
                .forEach((kind, lasted) -> row(
                        "ended: " + kind,
                        Figures.count(lasted.count()) + " after " + Figures.time(lasted.leastNanos()) + " to "
                                + Figures.time(lasted.mostNanos())));
        row(
                "frames out",
                Figures.bytes(total.bytesOut) + ", " + Figures.bytes(total.bytesOut / recording.seconds()) + "/s");
        row(
                "frames in",
                Figures.bytes(total.bytesIn) + ", " + Figures.bytes(total.bytesIn / recording.seconds()) + "/s");
        html.append("</table>\n");
        end();
    }

    private void parley() {
        if (total.lag.getTotalCount() == 0) {
            return;
        }
        begin("Parley itself");
        html.append("<table class=\"words\">\n");
        row(
                "event loops at work",
                Figures.percent(recording.busy()) + " of the time, " + Figures.percent(total.busiest) + " at the most");
        row("event loops late by", BenchText.spread(total.lag));
        if (recording.isOpenLoad() && total.late.getTotalCount() > 0) {
            row("messages late by", BenchText.spread(total.late));
        }
        html.append("</table>\n");
        end();
    }

    /** Returns where the curve stands at each of many percentiles, the closer to 100 the finer. */
    private static List<double[]> curve(Histogram histogram) {
        List<double[]> points = new ArrayList<>();
        double most = histogram.getTotalCount();
        for (double share = 1; share < most; share *= 1.05) {
            points.add(new double[] {share, value(histogram, 100 - 100 / share)});
        }
        points.add(new double[] {most, histogram.getMaxValue() / MILLI});
        return points;
    }

    private static double value(Histogram histogram, double percentile) {
        return Math.max(LEAST_MILLIS, histogram.getValueAtPercentile(percentile) / MILLI);
    }

    private Scale time() {
        return new Scale(
                0, recording.points().get(recording.points().size() - 1).toNanos() / 1e9, false);
    }

    private static Series series(String name, List<Recording.Point> points, ToDoubleFunction<Recording.Point> value) {
        return new Series(
                name,
                points.stream()
                        .map(point -> new double[] {point.toNanos() / 1e9, value.applyAsDouble(point)})
                        .toList());
    }

    private static String plain(double value) {
        return value >= 1000
                ? Figures.count(Math.round(value))
                : new BigDecimal(value)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private void begin(String title) {
        html.append("<section class=\"card\"><h2>").append(title).append("</h2>\n");
    }

    private void end() {
        html.append("</section>\n");
    }

    private void tile(String figure, String what) {
        html.append("<div class=\"tile\"><b>")
                .append(figure)
                .append("</b><span>")
                .append(what)
                .append("</span></div>\n");
    }

    private void line(String style, String text) {
        html.append("<p class=\"")
                .append(style)
                .append("\">")
                .append(Html.escape(text))
                .append("</p>\n");
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(Html.escape(cell)).append("</td>");
        }
        html.append("</tr>\n");
    }
}
