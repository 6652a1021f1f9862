package dev.parley.check;

import dev.parley.protocol.Frame;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Sends messages of each kind and compares what comes back. */
final class MessagesCheck implements Examination {
    /** What is sent, and what has to come back. */
    private record Exchange(String what, boolean text, byte[] payload, Consumer<Wire> send) {}

    private static final int AT_ONCE = 4;
    private static final int ROUND_TRIPS = 20;
    /** How long after another message the right one may take. */
    private static final Duration MORE_WAIT = Duration.ofSeconds(1);

    /** From there on people notice. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final String BEYOND_BMP = "\uD83D\uDE00 gr\u00FC\u00DFe \u4F60\u597D \uD834\uDD1E";

    @Override
    public Check check() {
        return Check.MESSAGES;
    }

    @Override
    public Result examine(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        Survey survey = patient.survey();
        if (!survey.takesMessages()) {
            return thrownOut(survey, findings);
        }
        return survey.echoes() ? compare(patient, findings, progress) : send(survey.manner(), findings);
    }

    private static Result thrownOut(Survey survey, Findings findings) {
        String how = survey.end() == null ? "no connection" : Ends.words(survey.end());
        if (survey.manner() == null) {
            return Result.skipped(Check.MESSAGES, "a second connection was refused: " + how);
        }
        if (survey.manner() == Survey.Manners.BREAKS) {
            return findings.add(broken("text", "ended by " + how)).result("");
        }
        if (survey.end() == null || survey.end().received() != null) {
            return Result.skipped(
                    Check.MESSAGES,
                    "the endpoint ends the connection when a message comes that it does not know (" + how
                            + "); give the URL of one that echoes");
        }
        return findings.add(Finding.of(
                                Verdict.WARNING,
                                "the connection ends when a message comes that the endpoint does not know: " + how,
                                "An endpoint that does not like a message should say so with a close frame; like this the server may"
                                        + " have crashed, or a hop may have ended it.",
                                "Look at the server's log; or give the URL of an endpoint that echoes.")
                        .facts("cc-1006"))
                .result("");
    }

    private static Result send(Survey.Manners manner, Findings findings) {
        findings.figure("echoes", false);
        return findings.result((manner == Survey.Manners.ANSWERS
                        ? "a text is answered, with something else than was sent"
                        : "a text is taken, and not answered")
                + ": the content cannot be compared; an endpoint that echoes can tell more");
    }

    private static Result compare(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        List<String> right = new ArrayList<>();
        List<Exchange> exchanges = exchanges();
        for (int from = 0; from < exchanges.size(); from += AT_ONCE) {
            List<Exchange> some = exchanges.subList(from, Math.min(exchanges.size(), from + AT_ONCE));
            progress.say(some.get(0).what());
            Map<Exchange, Ended> refused = compare(some, patient, right, findings);
            Ended end = compareAlone(refused.keySet(), patient, right, findings);
            if (end != null && right.isEmpty() && findings.isEmpty()) {
                return Result.skipped(
                        Check.MESSAGES,
                        "connections are refused (" + Ends.words(end) + "): see the check 'connections'");
            }
            if (end != null) {
                findings.detail("not all were tried: connections are refused (" + Ends.words(end) + ")");
                break;
            }
        }
        findings.figure("right", right);
        String trip = roundTrip(patient, findings);
        if (!right.isEmpty()) {
            findings.detail("unchanged: " + String.join(", ", right));
        }
        return findings.result(right.size() + " kinds of messages come back as they were" + trip);
    }

    /** Exchanges messages at the same time, each on its own connection; returns those that were refused one. */
    private static Map<Exchange, Ended> compare(
            List<Exchange> exchanges, Patient patient, List<String> right, Findings findings)
            throws InterruptedException {
        Map<Exchange, Dialogue> dialogues = new LinkedHashMap<>();
        Map<Exchange, Ended> refused = new LinkedHashMap<>();
        try {
            for (Exchange exchange : exchanges) {
                dialogues.put(exchange, patient.open(patient.echo().compression(false)));
            }
            Map<Exchange, Long> sentNanos = new LinkedHashMap<>();
            for (Exchange exchange : exchanges) {
                Dialogue dialogue = dialogues.get(exchange);
                if (dialogue.awaitOpen()) {
                    exchange.send().accept(dialogue.wire());
                    sentNanos.put(exchange, System.nanoTime());
                } else {
                    refused.put(exchange, dialogue.ended());
                }
            }
            for (Map.Entry<Exchange, Long> sent : sentNanos.entrySet()) {
                Exchange exchange = sent.getKey();
                Dialogue dialogue = dialogues.get(exchange);
                Duration left = patient.limits().patience().minusNanos(System.nanoTime() - sent.getValue());
                String wrong = wrong(exchange, back(exchange, dialogue, left), dialogue, patient);
                if (wrong == null) {
                    right.add(exchange.what());
                } else {
                    findings.add(broken(exchange.what(), wrong));
                }
            }
            return refused;
        } finally {
            dialogues.values().forEach(Dialogue::close);
        }
    }

    /** Does one after another what was refused side by side: there may be room for one. Returns how one was refused, or null. */
    private static Ended compareAlone(Set<Exchange> exchanges, Patient patient, List<String> right, Findings findings)
            throws InterruptedException {
        for (Exchange exchange : exchanges) {
            Ended end = compare(List.of(exchange), patient, right, findings).get(exchange);
            if (end != null) {
                Thread.sleep(Patient.AGAIN_MILLIS);
                end = compare(List.of(exchange), patient, right, findings).get(exchange);
            }
            if (end != null) {
                return end;
            }
        }
        return null;
    }

    /** Waits for what was sent; a greeting and the like may come before. Returns what came in its place if it does not come. */
    private static MessageEvent back(Exchange exchange, Dialogue dialogue, Duration patience)
            throws InterruptedException {
        MessageEvent first = null;
        long untilNanos = System.nanoTime() + patience.toNanos();
        for (MessageEvent message;
                (message = dialogue.nextMessage(Duration.ofNanos(untilNanos - System.nanoTime()))) != null; ) {
            if (message.isText() == exchange.text() && Arrays.equals(message.payload(), exchange.payload())) {
                return message;
            }
            if (first == null) {
                first = message;
                untilNanos = Math.min(untilNanos, message.nanos() + MORE_WAIT.toNanos());
            }
        }
        return first;
    }

    private static List<Exchange> exchanges() {
        byte[] binary = new byte[1_000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }
        return List.of(
                text("text", "hello, i am parley"),
                new Exchange("binary", false, binary, wire -> wire.sendBinary(binary)),
                text("empty text", ""),
                new Exchange("empty binary", false, new byte[0], wire -> wire.sendBinary(new byte[0])),
                text("UTF-8 beyond the BMP", BEYOND_BMP),
                fragmented("text in three fragments", 5, 9, false),
                fragmented("fragments with a ping between", 5, 9, true),
                fragmented("fragments that cut a character", 2, 8, false));
    }

    private static Exchange text(String what, String text) {
        return new Exchange(what, true, text.getBytes(StandardCharsets.UTF_8), wire -> wire.sendText(text));
    }

    /** Cuts a text at two bytes: that may be within a character, too (RFC 6455 section 5.6). */
    private static Exchange fragmented(String what, int first, int second, boolean pinged) {
        byte[] whole = BEYOND_BMP.getBytes(StandardCharsets.UTF_8);
        return new Exchange(what, true, whole, wire -> {
            wire.sendFrame(Frame.TEXT, Arrays.copyOfRange(whole, 0, first));
            if (pinged) {
                wire.ping("between".getBytes(StandardCharsets.US_ASCII));
            }
            wire.sendFrame(Frame.CONTINUATION, Arrays.copyOfRange(whole, first, second));
            wire.sendFrame(Frame.FIN | Frame.CONTINUATION, Arrays.copyOfRange(whole, second, whole.length));
        });
    }

    private static String wrong(Exchange exchange, MessageEvent back, Dialogue dialogue, Patient patient) {
        if (back == null) {
            return dialogue.ended() == null
                    ? "no answer within "
                            + Times.words(patient.limits().patience().toNanos())
                    : "ended by " + Ends.words(dialogue.ended());
        }
        if (back.isText() != exchange.text()) {
            return "came back as " + (back.isText() ? "text" : "binary");
        }
        if (!Arrays.equals(back.payload(), exchange.payload())) {
            int at = Arrays.mismatch(back.payload(), exchange.payload());
            return back.payload().length + " bytes came back for " + exchange.payload().length
                    + ", different from byte " + at + " on";
        }
        return null;
    }

    private static Finding broken(String what, String how) {
        boolean reserved = how.contains("reserved bit");
        Finding finding = Finding.of(
                Verdict.FAILED,
                what + ": " + how,
                reserved
                        ? "The server, or a hop that rewrites messages, sends compressed frames though that was not agreed on, or"
                                + " garbled ones."
                        : "Messages do not come through as they are sent. A hop that only passes bytes on cannot do that: it is the"
                                + " server, or something that takes frames apart (a gateway, a firewall that inspects).",
                "Compare with a direct connection (--baseline), and look at the server's log.");
        return reserved ? finding.facts("hs-deflate-rsv") : finding;
    }

    private static String roundTrip(Patient patient, Findings findings) throws InterruptedException {
        List<Long> nanos = new ArrayList<>();
        try (Dialogue dialogue = patient.open(patient.echo().compression(false))) {
            if (!dialogue.awaitOpen()) {
                return "";
            }
            long startNanos = System.nanoTime();
            while (!Times.areEnough(nanos, ROUND_TRIPS, startNanos, patient.limits())) {
                String sent = "round trip " + nanos.size();
                long sentNanos = System.nanoTime();
                dialogue.wire().sendText(sent);
                MessageEvent back = dialogue.next(
                        MessageEvent.class,
                        message -> message.isText() && message.asText().equals(sent),
                        patient.limits().patience());
                if (back == null) {
                    findings.add(Finding.of(
                            Verdict.WARNING,
                            "message " + (nanos.size() + 1) + " of one connection is not answered"
                                    + (dialogue.ended() == null ? "" : ": " + Ends.words(dialogue.ended())),
                            "The ones before it were: the server, or a hop, gives up after some messages.",
                            "Look at limits on messages of a connection, and at the server's log."));
                    return "";
                }
                nanos.add(back.nanos() - sentNanos);
            }
        }
        long median = Times.median(nanos);
        findings.figure("roundTripMillis", Times.millis(median));
        if (median > SLOW.toNanos()) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "a round trip takes " + Times.words(median) + ", the median of " + nanos.size(),
                    "Nothing on a network takes that long: the server answers late, or a hop holds messages back.",
                    "See whether pongs are quicker (check 'close'): then it is the application that is slow."));
        }
        return "; round trip " + Times.words(median) + ", the median of " + nanos.size();
    }
}
