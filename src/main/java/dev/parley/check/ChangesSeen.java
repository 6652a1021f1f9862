package dev.parley.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An opening handshake as it was sent, and as it arrived at a Parley.
 *
 * @param sent the headers that were sent, by their names in lower case; several of one name are joined with commas
 * @param received the headers that arrived, likewise
 * @param httpVersion in which the request arrived, like {@code HTTP/1.1}
 * @param remoteAddress of the client, as the server sees it
 * @param scheme of the request, as the server sees it
 * @param compresses whether the server agreed to compress
 * @param agreementArrived whether the answer that came back says which extensions were agreed on
 */
record ChangesSeen(
        Map<String, String> sent,
        Map<String, String> received,
        String httpVersion,
        String remoteAddress,
        String scheme,
        boolean compresses,
        boolean agreementArrived) {
    private static final String UNKNOWN = "?";

    /** Copies the maps, and keeps their order. */
    ChangesSeen {
        sent = new LinkedHashMap<>(sent);
        received = new LinkedHashMap<>(received);
    }

    /**
     * Reads both sides of it.
     *
     * @param request as it was sent, byte for byte
     * @param seen what {@code /request} says of it
     * @param extensions what the answer says of extensions, or null
     */
    static ChangesSeen of(byte[] request, JsonObject seen, String extensions) {
        boolean compresses =
                seen.has("extensions") && !seen.getAsJsonArray("extensions").isEmpty();
        return new ChangesSeen(
                sent(request),
                received(seen.getAsJsonObject("headers")),
                text(seen, "http_version"),
                text(seen, "remote_address"),
                text(seen, "scheme"),
                compresses,
                extensions != null);
    }

    private static Map<String, String> sent(byte[] request) {
        Map<String, String> headers = new LinkedHashMap<>();
        new String(request, StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .filter(line -> line.indexOf(':') > 0)
                .forEach(line -> headers.merge(
                        line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                        line.substring(line.indexOf(':') + 1).strip(),
                        (one, other) -> one + ", " + other));
        return headers;
    }

    private static Map<String, String> received(JsonObject headers) {
        Map<String, String> joined = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> header : headers.entrySet()) {
            List<String> values = new ArrayList<>();
            header.getValue().getAsJsonArray().forEach(value -> values.add(value.getAsString()));
            joined.put(header.getKey().toLowerCase(Locale.ROOT), String.join(", ", values));
        }
        return joined;
    }

    private static String text(JsonObject object, String name) {
        return object.get(name) instanceof JsonPrimitive text ? text.getAsString() : UNKNOWN;
    }
}
