package dev.parley.check;

import com.google.gson.JsonObject;
import dev.parley.core.WebSocketUrl;

/**
 * Is a Parley at the far end of the path, which sees more: what it was sent, and behaviours by URL.
 *
 * @param base where it stands: a URL with its context path and a slash, and the query that was given, if there was one
 * @param request the handshake as it saw it ({@code /request})
 * @param status what it says about itself ({@code /status}); null if that could not be read
 */
record Parley(WebSocketUrl base, JsonObject request, JsonObject status) {
    /** Returns the URL of one of its paths, like {@code close/1001?on=open}. */
    WebSocketUrl url(String path) {
        int query = base.target().indexOf('?');
        String before = query < 0 ? base.target() : base.target().substring(0, query);
        String given = query < 0 ? "" : base.target().substring(query + 1);
        String joined = given.isEmpty() ? "" : (path.indexOf('?') < 0 ? "?" : "&") + given;
        return Patient.target(base, before + path + joined);
    }

    /** Returns the container it runs in, or null. */
    String container() {
        return status == null || !status.has("container")
                ? null
                : status.get("container").getAsString();
    }

    /** Returns a setting in effect as it was written, or null. */
    String setting(String name) {
        if (status == null || !status.has("settings")) {
            return null;
        }
        JsonObject settings = status.getAsJsonObject("settings");
        return settings.has(name) ? settings.get(name).getAsString() : null;
    }
}
