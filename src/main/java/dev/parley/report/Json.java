package dev.parley.report;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import dev.parley.core.Printable;
import java.io.IOException;
import java.time.Instant;

/**
 * The one JSON of Parley: what is written is a record, whose names become {@code snake_case}; what is null is left out, and so is a
 * number that JSON has no word for. {@code docs/json.md} tells users the same.
 */
public final class Json {
    /** The version of the format; raised when a name goes, or changes its meaning. */
    public static final int SCHEMA = 1;

    private static final Gson GSON = builder().setPrettyPrinting().create();
    private static final Gson LINES = builder().create();

    private Json() {}

    /**
     * Writes a document, which begins with {@code schema} and {@code version}.
     *
     * @param document a record of records, lists, maps by names in snake case, texts, numbers and times
     * @return the object, without a line break at its end; safe to show on a terminal
     */
    public static String document(Object document) {
        JsonObject all = new JsonObject();
        all.addProperty("schema", SCHEMA);
        all.addProperty("version", Version.NAME);
        GSON.toJsonTree(document).getAsJsonObject().asMap().forEach(all::add);
        return Printable.escapeJson(GSON.toJson(all));
    }

    /** Writes an object within something else, in one line. */
    public static String line(Object object) {
        return LINES.toJson(object);
    }

    /**
     * Reads what {@link #line} has written.
     *
     * @throws RuntimeException if it is something else
     */
    public static <T> T read(String line, Class<T> type) {
        return LINES.fromJson(line, type);
    }

    private static GsonBuilder builder() {
        return new GsonBuilder()
                .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
                .disableHtmlEscaping()
                .registerTypeAdapter(Double.class, new Finite())
                .registerTypeAdapter(double.class, new Finite())
                .registerTypeAdapter(Instant.class, new Times());
    }

    /** Numbers; JSON has neither an infinity nor NaN. */
    private static final class Finite extends TypeAdapter<Double> {
        @Override
        public void write(JsonWriter out, Double value) throws IOException {
            if (value == null || !Double.isFinite(value)) {
                out.nullValue();
            } else {
                out.value(value);
            }
        }

        @Override
        public Double read(JsonReader in) throws IOException {
            return in.nextDouble();
        }
    }

    /** Times as in ISO 8601, in UTC. */
    private static final class Times extends TypeAdapter<Instant> {
        @Override
        public void write(JsonWriter out, Instant value) throws IOException {
            if (value == null) {
                out.nullValue();
            } else {
                out.value(value.toString());
            }
        }

        @Override
        public Instant read(JsonReader in) throws IOException {
            return Instant.parse(in.nextString());
        }
    }
}
