package dev.parley.check;

import dev.parley.check.CloseSeen.Closing;
import dev.parley.check.CloseSeen.Pings;
import dev.parley.check.CloseSeen.Unanswered;
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
import java.util.function.IntFunction;

/** An experiment that pings on one connection, and closes others with different codes, from here and from the server. */
final class CloseExperiment implements Experiment<CloseSeen> {
    private static final List<Integer> CODES = List.of(1000, 1001, 3000, 4000);
    private static final int PINGS = 10;

    /** Longer than {@link dev.parley.wire.Wire} waits for an answer to its close frame. */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(7);

    private final Patient patient;
    private final Progress progress;
    private final List<Long> pongNanos = new ArrayList<>();
    private final List<Closing> fromHere = new ArrayList<>();
    private final List<Closing> fromThere = new ArrayList<>();
    // Null until the pings are over.
    private Pings pings;

    CloseExperiment(Patient patient, Progress progress) {
        this.patient = patient;
        this.progress = progress;
    }

    @Override
    public void run() throws InterruptedException, OutOfTime {
        pings = ping();
        progress.say("closing from here");
        closeEach(
                code -> patient.sink(),
                (dialogue, code) -> dialogue.wire().close(code, CloseSeen.REASON),
                CLOSE_WAIT,
                fromHere);
        if (patient.survey().parley() != null) {
            progress.say("closing from the server");
            closeEach(
                    code -> patient.parley("close/" + code + "?on=open&reason=parley%20check"),
                    (dialogue, code) -> {},
                    patient.limits().patience(),
                    fromThere);
        }
    }

    @Override
    public CloseSeen seen() {
        return pings == null && pongNanos.isEmpty()
                ? null
                : new CloseSeen(
                        pings == null ? new Pings(null, pongNanos, null) : pings,
                        fromHere,
                        fromThere,
                        patient.survey().parley() != null,
                        patient.limits().patience());
    }

    private Pings ping() throws InterruptedException, OutOfTime {
        try (Dialogue dialogue = patient.open(patient.sink())) {
            if (!patient.awaitOpen(dialogue)) {
                return new Pings(dialogue.ended(), List.of(), null);
            }
            long startNanos = System.nanoTime();
            while (!Times.areEnough(pongNanos, PINGS, startNanos, patient.limits())) {
                int i = pongNanos.size();
                // The longest there may be, the shortest, and some between.
                byte[] payload = new byte[i == 0 ? Frame.MAX_CONTROL_BYTES : i == 1 ? 0 : 8];
                Arrays.fill(payload, (byte) ('a' + i));
                long sentNanos = System.nanoTime();
                dialogue.wire().ping(payload);
                // One that nobody asked for may come, too (RFC 6455 section 5.5.3).
                int[] others = new int[1];
                FrameEvent pong = patient.await(
                        patient.limits().patience(),
                        time -> dialogue.next(FrameEvent.class, frame -> isPong(frame, payload, others), time));
                if (pong == null) {
                    return new Pings(null, pongNanos, new Unanswered(payload.length, others[0], dialogue.ended()));
                }
                pongNanos.add(pong.nanos() - sentNanos);
            }
            return new Pings(null, pongNanos, null);
        }
    }

    /** Tells whether a frame is the pong to a payload, and counts those that are another's. */
    private static boolean isPong(FrameEvent frame, byte[] payload, int[] others) {
        boolean right = frame.opcode() == Frame.PONG && Arrays.equals(frame.payload(), payload);
        others[0] += frame.opcode() == Frame.PONG && !right ? 1 : 0;
        return right;
    }

    /** What closes a connection that is open. */
    private interface Closer {
        void close(Dialogue dialogue, int code);
    }

    /**
     * Closes a connection with each code: all at the same time, and who is refused one gets it after the others, because there
     * may be room for some only.
     */
    private void closeEach(IntFunction<WireSettings> there, Closer closer, Duration patience, List<Closing> closings)
            throws InterruptedException, OutOfTime {
        Map<Integer, Dialogue> dialogues = new LinkedHashMap<>();
        for (int code : CODES) {
            dialogues.put(code, patient.open(there.apply(code)));
        }
        List<Integer> open = new ArrayList<>();
        for (int code : CODES) {
            if (patient.awaitOpen(dialogues.get(code))) {
                closer.close(dialogues.get(code), code);
                open.add(code);
            }
        }
        for (int code : open) {
            closings.add(end(dialogues.get(code), code, patience));
        }
        for (int code : CODES) {
            if (!open.contains(code)) {
                Dialogue again = patient.openAgain(there.apply(code));
                if (patient.awaitOpen(again)) {
                    closer.close(again, code);
                    closings.add(end(again, code, patience));
                } else {
                    closings.add(new Closing(code, false, again.ended()));
                }
            }
        }
    }

    private Closing end(Dialogue dialogue, int code, Duration patience) throws InterruptedException, OutOfTime {
        try (dialogue) {
            Ended end = patient.await(patience, dialogue::awaitEnd);
            return new Closing(code, true, end);
        }
    }
}
