package dev.parley.server;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** JSON as all of Parley writes it: records, their names in {@code snake_case}, and nothing where there is no value. */
public final class Json {
    /** The number that every document has in {@code schema}; it changes when a name or a meaning does. */
    public static final int SCHEMA = 1;

    // Not escaped for HTML: it goes out as application/json or in a WebSocket message.
    private static final Gson LINE = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .disableHtmlEscaping()
            .create();
    private static final Gson PAGE = LINE.newBuilder().setPrettyPrinting().create();

    private Json() {}

    /** Writes one line, as a message is best for tools that print one a line. */
    public static String line(Record document) {
        return LINE.toJson(document);
    }

    /** Writes many lines, indented for people, and ends the last one. */
    public static String page(Record document) {
        return PAGE.toJson(document) + "\n";
    }
}
