package dev.parley.check;

import dev.parley.check.knowledge.Hop;
import dev.parley.check.knowledge.Hops;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The look around before the checks: whether there is a connection, whether a Parley is at the far end, who is on the path. */
final class Surveyor {
    /** How long an answer to an unknown message may take before the endpoint counts as one that never answers. */
    private static final Duration ANSWER_WAIT = Duration.ofSeconds(3);

    /** A request that nobody may pass on (RFC 9110 section 8.6), so that whoever comes first answers it. */
    private static final Header BROKEN = new Header("Content-Length", "none");

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
            parley = new ParleySearch(client, settings).parley();
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
