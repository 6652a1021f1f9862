package dev.parley.bench;

import dev.parley.core.Figures;
import dev.parley.core.Printable;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;

/**
 * A promise about a recording, as people write them for k6: {@code p(99)<50ms}, {@code errors<0.1%}, {@code rate>1000}.
 *
 * @param text as it was written
 * @param limit in nanoseconds for a latency; in messages a second for {@code rate}; else a number, or a share of 1 if {@code share}
 */
public record Threshold(
        String text, Metric metric, double percentile, boolean below, boolean orEqual, double limit, boolean share) {
    /** What there can be a promise about. */
    public enum Metric {
        PERCENTILE,
        MIN,
        MEAN,
        MAX,
        ERRORS,
        RATE
    }

    /**
     * Whether a promise was kept.
     *
     * @param seen the figure, with its unit
     */
    public record Verdict(Threshold threshold, boolean kept, String seen) {}

    private static final Pattern FORM = Pattern.compile(
            "(?:p\\(?(\\d{1,2}(?:\\.\\d{1,4})?|100)\\)?|(min|med|avg|mean|max|errors|rate))(<=?|>=?)(\\d{1,12}(?:\\.\\d{1,6})?)(us|µs|ms|s|m|%|/s)?",
            Pattern.CASE_INSENSITIVE);

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is not a threshold
     */
    public static Threshold parse(String text) {
        Matcher form = FORM.matcher(text.replaceAll("\\s", ""));
        if (!form.matches()) {
            throw none(text);
        }
        String name = form.group(1) != null ? "p" : form.group(2).toLowerCase(Locale.ROOT);
        Metric metric =
                switch (name) {
                    case "p", "med" -> Metric.PERCENTILE;
                    case "min" -> Metric.MIN;
                    case "max" -> Metric.MAX;
                    case "errors" -> Metric.ERRORS;
                    case "rate" -> Metric.RATE;
                    default -> Metric.MEAN;
                };
        String unit = form.group(5) == null ? "" : form.group(5);
        double factor = factor(metric, unit);
        if (factor == 0) {
            throw none(text);
        }
        return new Threshold(
                text,
                metric,
                form.group(1) == null ? 50 : Double.parseDouble(form.group(1)),
                form.group(3).startsWith("<"),
                form.group(3).endsWith("="),
                Double.parseDouble(form.group(4)) * factor,
                unit.equals("%"));
    }

    /** Compares it with a recording. */
    public Verdict judge(Recording recording) {
        double value = value(recording);
        boolean within = below ? value < limit : value > limit;
        // Without a single reply no promise about latencies was kept.
        boolean known = metric == Metric.ERRORS || metric == Metric.RATE || recording.total().answered > 0;
        return new Verdict(this, known && (within || orEqual && value == limit), known ? seen(value) : "no reply");
    }

    /** Tells whether it is about latencies, which need replies. */
    public boolean isAboutLatency() {
        return metric != Metric.ERRORS && metric != Metric.RATE;
    }

    /** Tells whether a higher rate can break it: that latencies or errors stay below something. */
    public boolean isPromise() {
        return below && metric != Metric.RATE;
    }

    boolean isAboutErrors() {
        return metric == Metric.ERRORS;
    }

    private double value(Recording recording) {
        Histogram latency = recording.total().latency;
        return switch (metric) {
            case PERCENTILE -> latency.getValueAtPercentile(percentile);
            case MIN -> latency.getMinValue();
            case MEAN -> latency.getMean();
            case MAX -> latency.getMaxValue();
            case RATE -> recording.isAwaited() ? recording.answeredPerSecond() : recording.sentPerSecond();
            case ERRORS ->
                share
                        ? (double) recording.total().problems.total()
                                / Math.max(1, Math.max(recording.total().sent, recording.asked()))
                        : recording.total().problems.total();
        };
    }

    private String seen(double value) {
        return switch (metric) {
            case RATE -> Figures.rate(value) + "/s";
            case ERRORS -> share ? Figures.percent(value) : Figures.count((long) value);
            default -> Figures.time((long) value);
        };
    }

    private static double factor(Metric metric, String unit) {
        return switch (metric) {
            case ERRORS -> unit.equals("%") ? 0.01 : unit.isEmpty() ? 1 : 0;
            case RATE -> unit.isEmpty() || unit.equals("/s") ? 1 : 0;
            default ->
                switch (unit.toLowerCase(Locale.ROOT)) {
                    case "us", "µs" -> 1e3;
                    // As k6 has it, a number alone is milliseconds.
                    case "ms", "" -> 1e6;
                    case "s" -> 1e9;
                    case "m" -> 60e9;
                    default -> 0;
                };
        };
    }

    private static IllegalArgumentException none(String text) {
        return new IllegalArgumentException(
                "'" + Printable.cut(text, 60)
                        + "' is not a threshold: give one like p(99)<50ms, p99.9<1s, max<2s, avg<5ms, errors<0.1%, errors<1 or rate>1000");
    }
}
