package dev.parley.check;

import dev.parley.check.MessagesSeen.Payload;
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

/** An experiment that sends messages of each kind to an endpoint that sends them back, a few at a time. */
final class MessagesExperiment implements Experiment<MessagesSeen> {
    /** What is sent, and what has to come back. */
    private record Kind(String what, Payload payload, Consumer<Wire> send) {}

    private static final int AT_ONCE = 4;
    private static final int ROUND_TRIPS = 20;
    /** How long after another message the right one may take. */
    private static final Duration MORE_WAIT = Duration.ofSeconds(1);

    private static final String BEYOND_BMP = "\uD83D\uDE00 gr\u00FC\u00DFe \u4F60\u597D \uD834\uDD1E";

    private final Patient patient;
    private final Progress progress;
    private final List<MessagesSeen.Exchange> exchanges = new ArrayList<>();
    private final List<Long> tripNanos = new ArrayList<>();
    private Ended refused;
    private MessagesSeen.RoundTrips trips;

    MessagesExperiment(Patient patient, Progress progress) {
        this.patient = patient;
        this.progress = progress;
    }

    @Override
    public void run() throws InterruptedException, OutOfTime {
        List<Kind> kinds = kinds();
        for (int from = 0; from < kinds.size() && refused == null; from += AT_ONCE) {
            List<Kind> some = kinds.subList(from, Math.min(kinds.size(), from + AT_ONCE));
            progress.say(some.get(0).what());
            refused = exchangeAlone(exchange(some).keySet());
        }
        if (refused == null || !exchanges.isEmpty()) {
            roundTrips();
        }
    }

    @Override
    public MessagesSeen seen() {
        MessagesSeen.RoundTrips soFar =
                trips == null && !tripNanos.isEmpty() ? new MessagesSeen.RoundTrips(tripNanos, false, null) : trips;
        return exchanges.isEmpty() && refused == null
                ? null
                : new MessagesSeen(exchanges, refused, soFar, patient.limits().patience());
    }

    /** Exchanges messages at the same time, each on its own connection; returns those that were refused one. */
    private Map<Kind, Ended> exchange(List<Kind> kinds) throws InterruptedException, OutOfTime {
        Map<Kind, Dialogue> dialogues = new LinkedHashMap<>();
        Map<Kind, Ended> without = new LinkedHashMap<>();
        try {
            for (Kind kind : kinds) {
                dialogues.put(kind, patient.open(patient.echo().compression(false)));
            }
            Map<Kind, Long> sentNanos = new LinkedHashMap<>();
            for (Kind kind : kinds) {
                Dialogue dialogue = dialogues.get(kind);
                if (patient.awaitOpen(dialogue)) {
                    kind.send().accept(dialogue.wire());
                    sentNanos.put(kind, System.nanoTime());
                } else {
                    without.put(kind, dialogue.ended());
                }
            }
            for (Map.Entry<Kind, Long> sent : sentNanos.entrySet()) {
                Kind kind = sent.getKey();
                Dialogue dialogue = dialogues.get(kind);
                Duration left = patient.limits().patience().minusNanos(System.nanoTime() - sent.getValue());
                Payload back = patient.await(left, time -> back(kind, dialogue, time));
                exchanges.add(new MessagesSeen.Exchange(kind.what(), kind.payload(), back, dialogue.ended()));
            }
            return without;
        } finally {
            dialogues.values().forEach(Dialogue::close);
        }
    }

    /** Does one after another what was refused side by side: there may be room for one. Returns how one was refused, or null. */
    private Ended exchangeAlone(Set<Kind> kinds) throws InterruptedException, OutOfTime {
        for (Kind kind : kinds) {
            Ended end = exchange(List.of(kind)).get(kind);
            if (end != null) {
                patient.pause(Patient.AGAIN);
                end = exchange(List.of(kind)).get(kind);
            }
            if (end != null) {
                return end;
            }
        }
        return null;
    }

    /** Waits for what was sent; a greeting and the like may come before. Returns what came in its place if it does not come. */
    private static Payload back(Kind kind, Dialogue dialogue, Duration patience) throws InterruptedException {
        Payload first = null;
        long untilNanos = System.nanoTime() + patience.toNanos();
        for (MessageEvent message;
                (message = dialogue.nextMessage(Duration.ofNanos(untilNanos - System.nanoTime()))) != null; ) {
            Payload back = new Payload(message.isText(), message.payload());
            if (isSame(back, kind.payload())) {
                return back;
            }
            if (first == null) {
                first = back;
                untilNanos = Math.min(untilNanos, message.nanos() + MORE_WAIT.toNanos());
            }
        }
        return first;
    }

    private static boolean isSame(Payload one, Payload other) {
        return one.text() == other.text() && Arrays.equals(one.bytes(), other.bytes());
    }

    private void roundTrips() throws InterruptedException, OutOfTime {
        try (Dialogue dialogue = patient.open(patient.echo().compression(false))) {
            if (!patient.awaitOpen(dialogue)) {
                return;
            }
            long startNanos = System.nanoTime();
            boolean lost = false;
            while (!lost && !Times.areEnough(tripNanos, ROUND_TRIPS, startNanos, patient.limits())) {
                String sent = "round trip " + tripNanos.size();
                long sentNanos = System.nanoTime();
                dialogue.wire().sendText(sent);
                MessageEvent back = patient.await(
                        patient.limits().patience(),
                        time -> dialogue.next(
                                MessageEvent.class,
                                message -> message.isText() && message.asText().equals(sent),
                                time));
                lost = back == null;
                if (back != null) {
                    tripNanos.add(back.nanos() - sentNanos);
                }
            }
            trips = new MessagesSeen.RoundTrips(tripNanos, lost, dialogue.ended());
        }
    }

    private static List<Kind> kinds() {
        byte[] binary = new byte[1_000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) i;
        }
        return List.of(
                text("text", "hello, i am parley"),
                binary("binary", binary),
                text("empty text", ""),
                binary("empty binary", new byte[0]),
                text("UTF-8 beyond the BMP", BEYOND_BMP),
                fragmented("text in three fragments", 5, 9, false),
                fragmented("fragments with a ping between", 5, 9, true),
                fragmented("fragments that cut a character", 2, 8, false));
    }

    private static Kind text(String what, String text) {
        return new Kind(what, new Payload(true, text.getBytes(StandardCharsets.UTF_8)), wire -> wire.sendText(text));
    }

    private static Kind binary(String what, byte[] bytes) {
        return new Kind(what, new Payload(false, bytes), wire -> wire.sendBinary(bytes));
    }

    /** Cuts a text at two bytes: that may be within a character, too (RFC 6455 section 5.6). */
    private static Kind fragmented(String what, int first, int second, boolean pinged) {
        byte[] whole = BEYOND_BMP.getBytes(StandardCharsets.UTF_8);
        return new Kind(what, new Payload(true, whole), wire -> {
            wire.sendFrame(Frame.TEXT, Arrays.copyOfRange(whole, 0, first));
            if (pinged) {
                wire.ping("between".getBytes(StandardCharsets.US_ASCII));
            }
            wire.sendFrame(Frame.CONTINUATION, Arrays.copyOfRange(whole, first, second));
            wire.sendFrame(Frame.FIN | Frame.CONTINUATION, Arrays.copyOfRange(whole, second, whole.length));
        });
    }
}
