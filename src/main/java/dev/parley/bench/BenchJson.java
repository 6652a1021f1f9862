package dev.parley.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.core.Printable;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Says what a recording holds as one object of JSON, for a program. */
public final class BenchJson {
    private static final Gson GSON =
            new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();
    private static final double MILLI = 1e6;

    private BenchJson() {}

    /**
     * Returns the object.
     *
     * @param verdicts of the thresholds, if there are any
     * @param search what was tried, or null
     */
    public static String of(Recording recording, List<Threshold.Verdict> verdicts, RateSearch search) {
        JsonObject all = new JsonObject();
        all.add("runs", runs(recording));
        all.addProperty("interrupted", recording.wasInterrupted());
        all.add("connections", connections(recording));
        Slice total = recording.total();
        all.addProperty("duration_seconds", recording.seconds());
        all.addProperty("sent", total.sent);
        all.addProperty("replied", total.answered);
        all.addProperty("sent_after_the_end", total.sentAfter);
        all.addProperty("unasked", total.unasked);
        all.addProperty("errors_of_the_warm_up", total.earlier);
        all.addProperty("sent_per_second", recording.sentPerSecond());
        all.addProperty("replies_per_second", recording.answeredPerSecond());
        all.addProperty("asked_per_second", recording.askedRate() == 0 ? null : recording.askedRate());
        all.addProperty("bytes_out", total.bytesOut);
        all.addProperty("bytes_in", total.bytesIn);
        all.add("latency_ms", percentiles(total.latency));
        all.add("naive_latency_ms", recording.isOpenLoad() ? percentiles(total.naive) : null);
        all.add("errors", errors(total.problems));
        all.add("parley", parley(recording));
        all.add("intervals", intervals(recording));
        all.add("thresholds", thresholds(verdicts));
        if (search != null) {
            all.add("find_rate", search(search));
        }
        return Printable.escapeJson(GSON.toJson(all));
    }

    private static JsonArray runs(Recording recording) {
        JsonArray runs = new JsonArray();
        for (About about : recording.abouts()) {
            JsonObject run = new JsonObject();
            run.addProperty("url", about.url());
            run.addProperty("load", about.load());
            run.addProperty("traffic", about.traffic());
            run.addProperty("started", about.started().toString());
            runs.add(run);
        }
        return runs;
    }

    private static JsonObject connections(Recording recording) {
        JsonObject connections = new JsonObject();
        connections.addProperty("asked", recording.asked());
        connections.addProperty("opened", recording.opening().getTotalCount());
        connections.addProperty("open_at_the_end", recording.total().open);
        connections.addProperty("open_seconds", recording.openingNanos() / 1e9);
        connections.add("open_ms", percentiles(recording.opening()));
        JsonArray ended = new JsonArray();
        recording.lasted().forEach((kind, lasted) -> {
            JsonObject one = new JsonObject();
            one.addProperty("how", kind);
            one.addProperty("count", lasted.count());
            one.addProperty("least_seconds", lasted.leastNanos() / 1e9);
            one.addProperty("mean_seconds", lasted.sumNanos() / 1e9 / lasted.count());
            one.addProperty("most_seconds", lasted.mostNanos() / 1e9);
            ended.add(one);
        });
        connections.add("ended", ended);
        return connections;
    }

    private static JsonObject percentiles(Histogram histogram) {
        JsonObject percentiles = new JsonObject();
        if (histogram.getTotalCount() == 0) {
            return percentiles;
        }
        percentiles.addProperty("min", histogram.getMinValue() / MILLI);
        percentiles.addProperty("mean", histogram.getMean() / MILLI);
        for (double percentile : BenchText.PERCENTILES) {
            percentiles.addProperty(
                    "p" + BenchText.shown(percentile), histogram.getValueAtPercentile(percentile) / MILLI);
        }
        percentiles.addProperty("max", histogram.getMaxValue() / MILLI);
        return percentiles;
    }

    private static JsonObject errors(Problems problems) {
        JsonObject errors = new JsonObject();
        errors.addProperty("total", problems.total());
        JsonArray kinds = new JsonArray();
        problems.kinds().forEach((kind, count) -> {
            JsonObject one = new JsonObject();
            one.addProperty("kind", kind);
            one.addProperty("count", count.count());
            one.addProperty("first", count.first());
            kinds.add(one);
        });
        errors.add("kinds", kinds);
        return errors;
    }

    private static JsonObject parley(Recording recording) {
        Slice total = recording.total();
        JsonObject parley = new JsonObject();
        parley.addProperty("cpu_seconds", recording.cpuNanos() / 1e9);
        parley.addProperty("busy", recording.busy());
        parley.addProperty("busiest_loop", total.busiest);
        parley.add("lag_ms", percentiles(total.lag));
        parley.add("sent_late_ms", percentiles(total.late));
        parley.addProperty("bottleneck", Bottleneck.of(total));
        return parley;
    }

    private static JsonArray intervals(Recording recording) {
        JsonArray intervals = new JsonArray();
        for (Recording.Point point : recording.points()) {
            JsonObject one = new JsonObject();
            one.addProperty("from_seconds", point.fromNanos() / 1e9);
            one.addProperty("seconds", point.seconds());
            one.addProperty("sent", point.sent());
            one.addProperty("replied", point.answered());
            one.addProperty("errors", point.problems());
            one.addProperty("open", point.open());
            one.addProperty("p50_ms", point.p50Nanos() / MILLI);
            one.addProperty("p99_ms", point.p99Nanos() / MILLI);
            one.addProperty("max_ms", point.maxNanos() / MILLI);
            intervals.add(one);
        }
        return intervals;
    }

    private static JsonArray thresholds(List<Threshold.Verdict> verdicts) {
        JsonArray thresholds = new JsonArray();
        for (Threshold.Verdict verdict : verdicts) {
            JsonObject one = new JsonObject();
            one.addProperty("threshold", verdict.threshold().text());
            one.addProperty("kept", verdict.kept());
            one.addProperty("seen", verdict.seen());
            thresholds.add(one);
        }
        return thresholds;
    }

    private static JsonObject search(RateSearch search) {
        JsonObject found = new JsonObject();
        found.addProperty("rate", search.found());
        found.addProperty("too_much", search.tooMuch());
        JsonArray steps = new JsonArray();
        for (RateSearch.Step step : search.steps()) {
            JsonObject one = new JsonObject();
            one.addProperty("asked_per_second", step.rate());
            one.addProperty("sent_per_second", step.sent());
            one.addProperty("p50_ms", step.p50Nanos() / MILLI);
            one.addProperty("p99_ms", step.p99Nanos() / MILLI);
            one.addProperty("kept", step.kept());
            one.addProperty("why", step.why());
            steps.add(one);
        }
        found.add("steps", steps);
        return found;
    }
}
