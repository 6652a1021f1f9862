package dev.parley.compare;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.parley.compare.Recording.Failure;
import dev.parley.compare.Recording.Idle;
import dev.parley.compare.Recording.Late;
import dev.parley.compare.Recording.Measured;
import dev.parley.compare.Recording.WayOutcome;
import dev.parley.core.Printable;
import java.util.Locale;

/** Writes a recording as one JSON object; times are in milliseconds. */
public final class CompareJson {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();

    private CompareJson() {}

    /** Returns the object, with a line break at its end. */
    public static String write(Recording recording) {
        JsonObject all = new JsonObject();
        all.addProperty("url", recording.base());
        all.addProperty("http", recording.http());
        all.addProperty("web_socket", recording.webSocket());
        all.addProperty("count", recording.count());
        all.addProperty("concurrency", recording.concurrency());
        all.addProperty("idle_ms", recording.idle().toMillis());
        all.addProperty("dns_ms", millis(recording.dnsNanos()));
        all.addProperty("interrupted", recording.interrupted());
        JsonArray ways = new JsonArray();
        recording.ways().forEach(way -> ways.add(way(recording, way)));
        all.add("ways", ways);
        JsonArray sentences = new JsonArray();
        Sentences.of(recording).forEach(sentences::add);
        all.add("sentences", sentences);
        return Printable.escapeJson(GSON.toJson(all)) + "\n";
    }

    private static JsonObject way(Recording recording, WayOutcome way) {
        JsonObject object = new JsonObject();
        object.addProperty("way", way.way().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        object.addProperty("protocol", way.way().protocol());
        object.addProperty("connections", way.way().connections());
        object.addProperty("offered", way.notOffered() == null);
        if (way.notOffered() != null) {
            object.addProperty("not_offered", way.notOffered());
            return object;
        }
        object.add("first_reply", first(way));
        object.add("one_after_another", measured(way.alone()));
        object.add("side_by_side", measured(way.together()));
        object.add("idle", idle(recording.idle(way.way())));
        object.add("late_reply", late(recording.late(way.way())));
        return object;
    }

    private static JsonElement first(WayOutcome way) {
        if (way.first() == null) {
            return JsonNull.INSTANCE;
        }
        JsonObject object = new JsonObject();
        object.addProperty("tries", way.first().tries());
        object.addProperty("median_ms", millis(way.first().nanos()));
        object.addProperty("bytes_out", way.first().bytesOut());
        object.addProperty("bytes_in", way.first().bytesIn());
        return object;
    }

    private static JsonElement measured(Measured measured) {
        if (measured == null || measured.exchanges() == 0) {
            return JsonNull.INSTANCE;
        }
        JsonObject object = new JsonObject();
        object.addProperty("exchanges", measured.exchanges());
        object.addProperty("failed", measured.failed());
        object.addProperty("wrong", measured.wrong());
        object.addProperty("connections_opened", measured.connections());
        object.addProperty("exchanges_per_second", measured.perSecond());
        object.addProperty("bytes_out_per_exchange", each(measured.bytesOut(), measured));
        object.addProperty("bytes_in_per_exchange", each(measured.bytesIn(), measured));
        JsonObject roundTrip = new JsonObject();
        roundTrip.addProperty("p50Millis", millis(measured.roundTrips().p50Nanos()));
        roundTrip.addProperty("p90Millis", millis(measured.roundTrips().p90Nanos()));
        roundTrip.addProperty("p99Millis", millis(measured.roundTrips().p99Nanos()));
        roundTrip.addProperty("max_ms", millis(measured.roundTrips().mostNanos()));
        object.add("round_trip", roundTrip);
        JsonArray failures = new JsonArray();
        for (Failure failure : measured.failures()) {
            JsonObject one = new JsonObject();
            one.addProperty("kind", failure.kind());
            one.addProperty("count", failure.count());
            one.addProperty("example", failure.example());
            failures.add(one);
        }
        object.add("failures", failures);
        if (measured.wrong() > 0) {
            object.addProperty("wrong_example", measured.wrongExample());
        }
        return object;
    }

    private static Double each(long bytes, Measured measured) {
        return measured.answered() == 0 ? null : (double) bytes / measured.answered();
    }

    private static JsonElement idle(Idle idle) {
        if (idle == null) {
            return JsonNull.INSTANCE;
        }
        JsonObject object = new JsonObject();
        object.addProperty("closed", idle.end() != null);
        object.addProperty("millis", millis(idle.nanos()));
        object.addProperty("end", idle.end());
        return object;
    }

    private static JsonElement late(Late late) {
        if (late == null) {
            return JsonNull.INSTANCE;
        }
        JsonObject object = new JsonObject();
        object.addProperty("came", late.came());
        object.addProperty("skipped", late.skipped());
        object.addProperty("millis", millis(late.nanos()));
        object.addProperty("outcome", late.outcome());
        return object;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
