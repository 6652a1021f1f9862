package dev.parley.check;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.parley.core.WebSocketUrl;

/**
 * A Parley at the far end of the path, which sees what it was sent, and has behaviours by URL.
 *
 * @param base where it stands: a URL with its context path and a slash, and the query that was given, if there was one
 * @param status what it says about itself ({@code /status}); null if that could not be read
 */
public record Parley(WebSocketUrl base, JsonObject status) {
    /** Returns the URL of one of its paths, like {@code close/1001?on=open}. */
    WebSocketUrl url(String path) {
        int query = base.target().indexOf('?');
        String before = query < 0 ? base.target() : base.target().substring(0, query);
        String given = query < 0 ? "" : base.target().substring(query + 1);
        String joined = given.isEmpty() ? "" : (path.indexOf('?') < 0 ? "?" : "&") + given;
        return base.target(before + path + joined);
    }

    /** Returns the container it runs in, or null. */
    String container() {
        return status == null ? null : text(status, "container");
    }

    /** Returns a setting in effect as it was written, or null. */
    String setting(String name) {
        return status != null && status.get("settings") instanceof JsonObject settings ? text(settings, name) : null;
    }

    private static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonPrimitive text ? text.getAsString() : null;
    }
}
