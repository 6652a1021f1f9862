package dev.parley.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.parley.check.knowledge.Hop;
import dev.parley.check.knowledge.Hops;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Header;
import dev.parley.wire.Answered;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The look around before the checks: whether there is a connection, whether a Parley is at the far end, who is on the path. */
final class Surveyor {
    /** How many folders up from the given path a Parley is looked for. */
    private static final int MOST_BASES = 3;

    /** How long an answer to an unknown message may take before the endpoint counts as one that never answers. */
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(3);

    private static final Duration REQUEST_WAIT = Duration.ofMillis(2_500);

    /** A request that nobody may pass on (RFC 9110 section 8.6), so that whoever comes first answers it. */
    private static final Header BROKEN = new Header("Content-Length", "none");

    private static final Header[] PLAIN = {
        new Header("Upgrade", null),
        new Header("Connection", null),
        new Header("Sec-WebSocket-Key", null),
        new Header("Sec-WebSocket-Version", null),
        new Header("Sec-WebSocket-Extensions", null),
        new Header("Sec-WebSocket-Protocol", null)
    };

    private final WireClient client;
    private final WireSettings settings;
    private final Limits limits;

    Surveyor(WireClient client, WireSettings settings, Limits limits) {
        this.client = client;
        this.settings = settings;
        this.limits = limits;
    }

    /** Looks around. */
    Survey survey() throws InterruptedException {
        Dialogue first = warm();
        boolean open = first.awaitOpen();
        Parley parley = null;
        Survey.Manners manner = null;
        Ended end = null;
        if (open) {
            // Where each handshake takes long, both go side by side.
            Dialogue asked = isTooSlow(first) ? beginToAsk() : null;
            parley = findParley();
            if (asked == null && parley == null) {
                asked = beginToAsk();
            }
            if (parley == null) {
                manner = asked.awaitOpen() ? manner(asked) : null;
                end = asked.ended();
            }
            if (asked != null) {
                asked.close();
            }
            first.close();
        }
        return new Survey(first, parley, manner, end, hops(first, parley));
    }

    /** Tells whether the handshake of a connection took so long that there is no time for more than has to be. */
    private boolean isTooSlow(Dialogue answered) {
        return limits.isTooSlow(answered.answered().nanos() - answered.startNanos());
    }

    private Dialogue beginToAsk() {
        return Dialogue.begin(client, settings.compression(false));
    }

    /** Connects, and if that works once more: the first time includes the loading of Parley's own classes. */
    private Dialogue warm() throws InterruptedException {
        Dialogue cold = Dialogue.begin(client, settings);
        if (!cold.awaitOpen()) {
            return cold;
        }
        if (isTooSlow(cold)) {
            return cold;
        }
        cold.close();
        Dialogue warm = Dialogue.begin(client, settings);
        return warm.awaitOpen() ? warm : cold;
    }

    /** Returns the settings for a plain GET: what asks for an upgrade is left out. */
    static WireSettings plain(WireSettings settings) {
        return Patient.with(settings, PLAIN);
    }

    private Parley findParley() throws InterruptedException {
        Map<WebSocketUrl, Dialogue> asked = new LinkedHashMap<>();
        for (WebSocketUrl base : bases(settings.url())) {
            asked.put(base, Dialogue.begin(client, settings.url(new Parley(base, null, null).url("request"))));
        }
        Parley found = null;
        for (Map.Entry<WebSocketUrl, Dialogue> one : asked.entrySet()) {
            JsonObject request = found == null ? request(one.getValue()) : null;
            if (request != null) {
                WebSocketUrl base = one.getKey();
                found = new Parley(base, request, status(settings.url(new Parley(base, null, null).url("status"))));
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

    /** Waits for the handshake as a Parley saw it; null if something else is there. */
    private static JsonObject request(Dialogue dialogue) throws InterruptedException {
        if (!dialogue.awaitOpen()) {
            return null;
        }
        // It comes at once and unasked; a hop may hold it back for a while.
        long waited = System.nanoTime() - dialogue.opened().nanos();
        MessageEvent message = dialogue.nextMessage(REQUEST_WAIT.minusNanos(Math.min(waited, REQUEST_WAIT.toNanos())));
        JsonObject json = message == null || !message.isText() ? null : json(message.asText());
        return json != null && isHandshake(json) ? json : null;
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
        Dialogue dialogue = Dialogue.begin(client, plain(there));
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

    /** Sends what no application knows, and sees what comes of it. */
    private Survey.Manners manner(Dialogue dialogue) throws InterruptedException {
        String unknown = "parley check " + UUID.randomUUID();
        dialogue.wire().sendText(unknown);
        Survey.Manners manner = Survey.Manners.SILENT;
        long untilNanos = System.nanoTime() + ANSWER_WAIT.toNanos();
        for (WireEvent event; (event = dialogue.next(Duration.ofNanos(untilNanos - System.nanoTime()))) != null; ) {
            if (event instanceof Ended end) {
                return end.how() == Ended.How.PROTOCOL_ERROR ? Survey.Manners.BREAKS : Survey.Manners.ENDS;
            }
            if (event instanceof MessageEvent message) {
                if (isMeantAsEcho(unknown, message)) {
                    return Survey.Manners.ECHO;
                }
                // A greeting may come first: the echo is waited for a moment longer.
                manner = Survey.Manners.ANSWERS;
                untilNanos = Math.min(untilNanos, System.nanoTime() + 500_000_000);
            }
        }
        return manner;
    }

    /** Tells whether a message is the one that was sent, perhaps damaged: as binary, cut short or with other letters in it. */
    private static boolean isMeantAsEcho(String sent, MessageEvent message) {
        String back = message.asText();
        int alike = 0;
        for (int i = 0; i < Math.min(sent.length(), back.length()); i++) {
            alike += sent.charAt(i) == back.charAt(i) ? 1 : 0;
        }
        return alike >= 8 && alike >= Math.min(sent.length(), back.length()) * 3 / 4 && back.length() <= sent.length();
    }

    private List<Hop> hops(Dialogue first, Parley parley) throws InterruptedException {
        Answered answer = first.answered();
        Map<String, Hop> hops = new LinkedHashMap<>();
        if (settings.proxy() != null) {
            add(
                    hops,
                    List.of(new Hop(
                            "the proxy " + settings.proxy(),
                            "it was given, or stands in the environment",
                            Hop.Place.PROXY)));
        }
        if (limits.intensive() && answer != null && !isTooSlow(first)) {
            Dialogue broken = Dialogue.begin(client, Patient.with(settings, BROKEN));
            broken.awaitOpen();
            broken.close();
            if (broken.answered() != null && broken.answered().status() / 100 == 4) {
                add(hops, Hops.of(broken.answered().headers(), body(broken.answered())));
            }
        }
        if (answer != null) {
            add(hops, Hops.of(answer.headers(), body(answer)));
        }
        if (parley != null && parley.container() != null) {
            add(hops, List.of(Hops.container(parley.container())));
            add(hops, List.of(Hop.server("Parley", "it answers at " + parley.base())));
        }
        return List.copyOf(hops.values());
    }

    private static void add(Map<String, Hop> hops, List<Hop> more) {
        more.forEach(hop -> hops.putIfAbsent(hop.product(), hop));
    }

    private static String body(Answered answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
