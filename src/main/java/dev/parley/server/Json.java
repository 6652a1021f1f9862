package dev.parley.server;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;

/** Writes JSON, nulls included. */
final class Json {
    // Not escaped for HTML: it goes out as application/json or in a WebSocket message.
    private static final Gson LINE =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();
    private static final Gson PAGE = LINE.newBuilder().setPrettyPrinting().create();

    private Json() {}

    /** Writes one line, as a message is best for tools that print one a line. */
    static String line(Object value) {
        return LINE.toJson(value);
    }

    /** Writes many lines, indented for people, and ends the last one. */
    static String page(Object value) {
        return PAGE.toJson(value) + "\n";
    }
}
