package dev.parley.check;

import dev.parley.protocol.Frame;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Pings, and closes from either side with different codes: are they answered, and do they arrive as they were sent. */
final class CloseCheck implements Examination {
    private static final List<Integer> CODES = List.of(1000, 1001, 3000, 4000);
    private static final String REASON = "parley check";
    private static final int PINGS = 10;

    /** Longer than {@link dev.parley.wire.Wire} waits for an answer to its close frame. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(7);

    @Override
    public Check check() {
        return Check.CLOSE;
    }

    @Override
    public Result examine(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        String pings = ping(patient, findings);
        String closes = closeFromHere(patient, progress, findings);
        String theirs = closeFromThere(patient, progress, findings);
        return findings.result(pings + "; close codes " + closes + theirs);
    }

    private static String ping(Patient patient, Findings findings) throws InterruptedException {
        try (Dialogue dialogue = patient.open(patient.sink())) {
            if (!dialogue.awaitOpen()) {
                findings.add(Finding.of(
                        Verdict.FAILED,
                        "a connection to ping on was refused: " + Ends.words(dialogue.ended()),
                        "The first connection was accepted and this one was not.",
                        "See the check 'connections'."));
                return "no ping";
            }
            List<Long> nanos = new ArrayList<>();
            long startNanos = System.nanoTime();
            while (!Times.areEnough(nanos, PINGS, startNanos, patient.limits())) {
                int i = nanos.size();
                // The longest there may be, the shortest, and some between.
                byte[] payload = new byte[i == 0 ? Frame.MAX_CONTROL_BYTES : i == 1 ? 0 : 8];
                Arrays.fill(payload, (byte) ('a' + i));
                long sentNanos = System.nanoTime();
                dialogue.wire().ping(payload);
                // One that nobody asked for may come, too (RFC 6455 section 5.5.3).
                int[] others = new int[1];
                FrameEvent pong = dialogue.next(
                        FrameEvent.class,
                        frame -> {
                            boolean right = frame.opcode() == Frame.PONG && Arrays.equals(frame.payload(), payload);
                            others[0] += frame.opcode() == Frame.PONG && !right ? 1 : 0;
                            return right;
                        },
                        patient.limits().patience());
                if (pong == null) {
                    findings.figure("pong", false)
                            .add(
                                    others[0] == 0
                                            ? noPong(dialogue, patient.limits().patience())
                                            : wrongPong(payload.length));
                    return others[0] == 0 ? "no pong" : "wrong pongs";
                }
                nanos.add(pong.nanos() - sentNanos);
            }
            long median = Times.median(nanos);
            findings.figure("pong", true).figure("pongMillis", Times.millis(median));
            return "pongs come in " + Times.words(median) + " with their payload";
        }
    }

    private static Finding wrongPong(int bytes) {
        return Finding.of(
                Verdict.FAILED,
                "a ping of " + bytes + " bytes is answered by a pong with another payload",
                "A pong has to repeat the ping's payload (RFC 6455 section 5.5.3); libraries that look at it take the connection for"
                        + " dead.",
                "Update the server's WebSocket library.");
    }

    private static Finding noPong(Dialogue dialogue, Duration patience) {
        return Finding.of(
                Verdict.FAILED,
                dialogue.ended() == null
                        ? "a ping is not answered within " + Times.words(patience.toNanos())
                        : "a ping ends the connection: " + Ends.words(dialogue.ended()),
                "Every endpoint has to answer a ping with a pong (RFC 6455 section 5.5.2). Clients that ping to keep the"
                        + " connection open, or to know whether it lives, will close it.",
                "Update the server's WebSocket library, or keep connections open with messages of the application.");
    }

    /** Is what is done with a connection for a close code. */
    private interface Closing {
        void on(Dialogue dialogue, int code) throws InterruptedException;
    }

    /**
     * Does two things for each code, on a connection of its own: all begin at the same time, and who is refused one then gets
     * it after the others, because there may be room for some only.
     *
     * @return the codes for which there was a connection
     */
    private static List<Integer> forEachCode(
            Patient patient, IntFunction<WireSettings> there, Closing begin, Closing end, Findings findings)
            throws InterruptedException {
        List<Integer> tried = new ArrayList<>();
        Map<Integer, Dialogue> dialogues = new LinkedHashMap<>();
        for (int code : CODES) {
            dialogues.put(code, patient.open(there.apply(code)));
        }
        for (int code : CODES) {
            if (dialogues.get(code).awaitOpen()) {
                begin.on(dialogues.get(code), code);
                tried.add(code);
            }
        }
        for (int code : tried) {
            end.on(dialogues.get(code), code);
        }
        for (int code : CODES) {
            if (!tried.contains(code)) {
                Dialogue again = patient.openAgain(there.apply(code));
                if (again.awaitOpen()) {
                    begin.on(again, code);
                    end.on(again, code);
                    tried.add(code);
                } else {
                    findings.detail("close " + code + " was not tried: its connection was refused ("
                            + Ends.words(again.ended()) + "), see the check 'connections'");
                }
            }
        }
        return tried;
    }

    /** Closes from this side: the answer shows whether the close frame arrived, and as what. */
    private static String closeFromHere(Patient patient, Progress progress, Findings findings)
            throws InterruptedException {
        Map<Integer, String> wrong = new TreeMap<>();
        Map<String, Object> figures = new LinkedHashMap<>();
        progress.say("closing from here");
        Closing end = (dialogue, code) -> {
            Ended came = dialogue.awaitEnd(CLOSE_WAIT);
            figures.put(Integer.toString(code), came == null ? 1006 : came.code());
            if (came == null || came.how() != Ended.How.CLOSED) {
                wrong.put(code, came == null ? "not answered" : Ends.words(came));
            } else if (came.code() != code) {
                wrong.put(code, "answered with " + came.received());
            }
        };
        List<Integer> tried = forEachCode(
                patient,
                code -> patient.sink(),
                (dialogue, code) -> dialogue.wire().close(code, REASON),
                end,
                findings);
        findings.figure("closeFromHere", figures);
        if (!wrong.isEmpty()) {
            findings.add(fromHere(wrong));
            return "from here: see below";
        }
        return tried.isEmpty()
                ? "not tried"
                : tried.stream().sorted().map(String::valueOf).collect(Collectors.joining(", "))
                        + " from here are answered alike";
    }

    private static Finding fromHere(Map<Integer, String> wrong) {
        boolean broken = wrong.values().stream().anyMatch(how -> how.startsWith("a broken frame"));
        boolean lost = wrong.values().stream().anyMatch(how -> !how.startsWith("answered with"));
        return Finding.of(
                        broken ? Verdict.FAILED : Verdict.WARNING,
                        "close frames from here: " + joined(wrong),
                        broken
                                ? "The answer is a close frame that may not be sent; clients fail the connection and tell 1006 or 1002."
                                : lost
                                        ? "The close frame is not answered by one (RFC 6455 section 5.5.1): a client sees an abnormal closure"
                                                + " (1006) though it closed in order, and may wait for some seconds."
                                        : "The answer should repeat the code (RFC 6455 section 5.5.1), so that it is known to have arrived.",
                        "It is the server's doing, or that of a hop that takes frames apart; one that passes bytes on cannot change"
                                + " it.")
                .facts("cc-1006");
    }

    private static String closeFromThere(Patient patient, Progress progress, Findings findings)
            throws InterruptedException {
        if (patient.survey().parley() == null) {
            findings.detail("closing from the server's side was not tried: there is no Parley at the far end");
            return "";
        }
        Map<Integer, String> wrong = new TreeMap<>();
        Map<String, Object> figures = new LinkedHashMap<>();
        progress.say("closing from the server");
        Closing end = (dialogue, code) -> {
            Ended came = dialogue.awaitEnd(patient.limits().patience());
            dialogue.close();
            figures.put(Integer.toString(code), came == null ? 0 : came.code());
            if (came == null) {
                wrong.put(code, "did not arrive");
            } else if (came.received() == null) {
                wrong.put(code, Ends.words(came));
            } else if (came.code() != code || !came.received().reason().equals(REASON)) {
                wrong.put(code, "arrives as " + came.received());
            }
        };
        List<Integer> tried = forEachCode(
                patient,
                code -> patient.parley("close/" + code + "?on=open&reason=parley%20check"),
                (dialogue, code) -> {},
                end,
                findings);
        findings.figure("closeFromThere", figures);
        if (wrong.isEmpty()) {
            return tried.isEmpty() ? "" : ", and from the server arrive with their reasons";
        }
        findings.add(Finding.of(
                        Verdict.FAILED,
                        "close frames of the server: " + joined(wrong),
                        "What the server says when it closes does not arrive: clients see an abnormal closure (1006), or another reason,"
                                + " and cannot tell a restart from a fault.",
                        "A hop ends the TCP connection before the frame is through, or takes frames apart: look at its settings on"
                                + " closing.")
                .facts("cc-1006", "istio-1006-chrome"));
        return "; from the server: see below";
    }

    private static String joined(Map<Integer, String> wrong) {
        List<String> parts = new ArrayList<>();
        wrong.forEach((code, how) -> parts.add(code + " " + how));
        return String.join(", ", parts);
    }
}
