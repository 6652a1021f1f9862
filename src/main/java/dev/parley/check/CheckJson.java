package dev.parley.check;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.parley.check.knowledge.Configuration;
import dev.parley.check.knowledge.Fact;
import dev.parley.core.Printable;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Says what a recording holds as one object of JSON, for a program; every name is always there, if need be with null. */
public final class CheckJson {
    private static final Gson GSON = new GsonBuilder()
            .disableHtmlEscaping()
            .serializeNulls()
            .setPrettyPrinting()
            .create();

    private final Function<String, Fact> facts;

    private CheckJson(Function<String, Fact> facts) {
        this.facts = facts;
    }

    /**
     * Returns the object.
     *
     * @param facts looks a fact up by its id; may return null
     */
    public static String of(Recording recording, Function<String, Fact> facts) {
        return Printable.escapeJson(GSON.toJson(new CheckJson(facts).all(recording)));
    }

    private JsonObject all(Recording recording) {
        JsonObject all = new JsonObject();
        all.addProperty("url", recording.url());
        all.addProperty("started", recording.started().toString());
        all.addProperty("seconds", Times.seconds(recording.nanos()));
        all.addProperty("interrupted", recording.interrupted());
        all.addProperty("verdict", recording.verdict().toString());
        all.addProperty("conclusion", Conclusion.of(recording));
        all.add("hops", value(recording.hops()));
        all.add("checks", checks(recording.path()));
        all.add("baseline", recording.baselineUrl() == null ? JsonNull.INSTANCE : baseline(recording));
        all.add("differences", differences(Contrast.of(recording)));
        return all;
    }

    private JsonObject baseline(Recording recording) {
        JsonObject baseline = new JsonObject();
        baseline.addProperty("url", recording.baselineUrl());
        baseline.add("checks", checks(recording.baseline()));
        return baseline;
    }

    private JsonArray checks(List<Result> results) {
        JsonArray checks = new JsonArray();
        for (Result result : results) {
            JsonObject one = new JsonObject();
            one.addProperty("check", result.check().id());
            one.addProperty("title", result.check().title());
            one.addProperty("verdict", result.verdict().toString());
            one.addProperty("finished", result.finished());
            one.addProperty("summary", result.summary());
            one.add("details", value(result.details()));
            one.add("findings", findings(result.findings()));
            one.add("figures", value(result.figures()));
            one.addProperty("seconds", Times.seconds(result.nanos()));
            checks.add(one);
        }
        return checks;
    }

    private JsonArray findings(List<Finding> findings) {
        JsonArray array = new JsonArray();
        for (Finding finding : findings) {
            JsonObject one = new JsonObject();
            one.addProperty("verdict", finding.verdict().toString());
            one.addProperty("seen", finding.seen());
            one.addProperty("meaning", finding.meaning());
            one.add("suspects", value(finding.suspects()));
            one.addProperty("remedy", finding.remedy());
            one.add("configurations", configurations(finding.configurations()));
            one.add("facts", facts(finding.facts()));
            array.add(one);
        }
        return array;
    }

    private static JsonArray configurations(List<Configuration> configurations) {
        JsonArray array = new JsonArray();
        for (Configuration configuration : configurations) {
            JsonObject one = new JsonObject();
            one.addProperty("hop", configuration.hop());
            one.addProperty("topic", configuration.topic());
            one.addProperty("where", configuration.where());
            one.add("lines", value(configuration.lines()));
            array.add(one);
        }
        return array;
    }

    private JsonArray facts(List<String> ids) {
        JsonArray array = new JsonArray();
        for (String id : ids) {
            Fact fact = facts.apply(id);
            JsonObject one = new JsonObject();
            one.addProperty("id", id);
            one.addProperty("hop", fact == null ? null : fact.hop());
            one.addProperty("setting", fact == null ? null : fact.setting());
            one.addProperty("source", fact == null ? null : fact.source());
            one.addProperty("confidence", fact == null ? null : fact.confidence());
            array.add(one);
        }
        return array;
    }

    private static JsonArray differences(List<Contrast> contrasts) {
        JsonArray array = new JsonArray();
        for (Contrast contrast : contrasts) {
            if (!contrast.isNotable()) {
                continue;
            }
            JsonObject one = new JsonObject();
            one.addProperty("check", contrast.check().id());
            one.addProperty(
                    "direct",
                    contrast.direct() == null
                            ? null
                            : contrast.direct().verdict().toString());
            one.addProperty("path", contrast.path().verdict().toString());
            one.addProperty("origin", contrast.origin().toString());
            one.addProperty("sentence", contrast.sentence());
            JsonArray figures = new JsonArray();
            for (Differing figure : contrast.figures()) {
                JsonObject differing = new JsonObject();
                differing.addProperty("name", figure.name());
                differing.add("direct", value(figure.direct()));
                differing.add("path", value(figure.path()));
                figures.add(differing);
            }
            one.add("figures", figures);
            array.add(one);
        }
        return array;
    }

    private static JsonElement value(Object value) {
        if (value == null || value instanceof Double number && !Double.isFinite(number)) {
            // JSON has no infinity.
            return JsonNull.INSTANCE;
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject object = new JsonObject();
            map.forEach((name, member) -> object.add(name.toString(), value(member)));
            return object;
        }
        if (value instanceof List<?> list) {
            JsonArray array = new JsonArray();
            list.forEach(member -> array.add(value(member)));
            return array;
        }
        return value instanceof Number number
                ? new JsonPrimitive(number)
                : value instanceof Boolean yes ? new JsonPrimitive(yes) : new JsonPrimitive(value.toString());
    }
}
