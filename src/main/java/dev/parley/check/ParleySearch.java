package dev.parley.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Answered;
import dev.parley.wire.Dialogue;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The search for a Parley at the far end, in the folders above the path that was given. */
final class ParleySearch {
    /** How many folders up from the given path a Parley is looked for. */
    private static final int MOST_BASES = 3;

    private static final Duration REQUEST_WAIT = Duration.ofMillis(2_500);

    private final WireClient client;
    private final WireSettings settings;

    ParleySearch(WireClient client, WireSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** Looks, and returns what was found; null if there is none. */
    Parley parley() throws InterruptedException {
        Map<WebSocketUrl, Dialogue> asked = new LinkedHashMap<>();
        for (WebSocketUrl base : bases(settings.url())) {
            asked.put(base, Dialogue.begin(client, settings.url(new Parley(base, null).url("request"))));
        }
        Parley found = null;
        for (Map.Entry<WebSocketUrl, Dialogue> one : asked.entrySet()) {
            if (found == null && isThere(one.getValue())) {
                WebSocketUrl base = one.getKey();
                found = new Parley(base, status(settings.url(new Parley(base, null).url("status"))));
            }
            one.getValue().close();
        }
        return found;
    }

    /** Returns where the application may stand that a URL belongs to, the nearest first. */
    static List<WebSocketUrl> bases(WebSocketUrl url) {
        int mark = url.target().indexOf('?');
        String path = mark < 0 ? url.target() : url.target().substring(0, mark);
        String query = mark < 0 ? "" : url.target().substring(mark);
        List<WebSocketUrl> bases = new ArrayList<>();
        for (int slash = path.lastIndexOf('/');
                slash >= 0 && bases.size() < MOST_BASES;
                slash = path.lastIndexOf('/', slash - 1)) {
            bases.add(url.target(path.substring(0, slash + 1) + query));
        }
        return bases;
    }

    /** Waits for the handshake as a Parley saw it, and tells whether it came. */
    private static boolean isThere(Dialogue dialogue) throws InterruptedException {
        if (!dialogue.awaitOpen()) {
            return false;
        }
        // It comes at once and unasked; a hop may hold it back for a while.
        long waited = System.nanoTime() - dialogue.opened().nanos();
        MessageEvent message = dialogue.nextMessage(REQUEST_WAIT.minusNanos(Math.min(waited, REQUEST_WAIT.toNanos())));
        JsonObject json = message == null || !message.isText() ? null : json(message.asText());
        return json != null && isHandshake(json);
    }

    /** Tells whether that is what {@code /request} sends, and not somebody else's JSON under the same name. */
    private static boolean isHandshake(JsonObject json) {
        return json.has("http_version")
                && json.get("http_version").isJsonPrimitive()
                && json.has("extensions")
                && json.get("extensions").isJsonArray()
                && json.has("headers")
                && json.get("headers") instanceof JsonObject headers
                && headers.entrySet().stream()
                        .allMatch(header -> header.getValue() instanceof JsonArray values
                                && values.asList().stream().allMatch(JsonElement::isJsonPrimitive));
    }

    private JsonObject status(WireSettings there) throws InterruptedException {
        Dialogue dialogue = Dialogue.begin(client, Ways.plain(there));
        dialogue.awaitOpen();
        Answered answer = dialogue.answered();
        return answer == null || answer.status() != 200
                ? null
                : json(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static JsonObject json(String text) {
        try {
            return JsonParser.parseString(text) instanceof JsonObject object ? object : null;
        } catch (JsonParseException e) {
            // Something else, which is not a fault.
            return null;
        }
    }
}
