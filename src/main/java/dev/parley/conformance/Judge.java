package dev.parley.conformance;

import dev.parley.conformance.Outcome.Grade;
import dev.parley.core.CloseCode;
import dev.parley.core.Printable;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Waits for what a server does in a case, and grades it; each kind of expectation has its own. */
abstract class Judge {
    /** What is asked after a case, to see whether the connection goes on. */
    private static final byte[] PROBE = "still there?".getBytes(StandardCharsets.US_ASCII);

    /**
     * How long a server has to react before that is asked: longer than most round trips, and whoever reacts later is judged
     * right all the same. Not at once, because a server that has bytes to read when it closes resets the connection, and its
     * close frame may get lost.
     */
    private static final Duration GRACE = Duration.ofMillis(250);

    /** Stands for a close frame of one byte. */
    private static final int HALF_A_CODE = -1;

    private final Case row;
    private final Dialogue dialogue;
    private boolean probed;

    Judge(Case row, Dialogue dialogue) {
        this.row = row;
        this.dialogue = dialogue;
    }

    /** Tells whether a server that does nothing is asked whether it is still there. */
    abstract boolean asks();

    /** Takes a message, and returns the outcome if it is decided now, or else null. */
    abstract Outcome message(MessageEvent message);

    abstract Outcome pong(byte[] payload);

    /** Takes a close frame that may be sent. */
    abstract Outcome close(int code, String words);

    /** Takes the end of the TCP connection without a close frame. */
    abstract Outcome end(String words);

    /** Says what nothing more in time amounts to. */
    abstract Outcome nothing(Duration patience);

    /** Takes a close frame with a code that may not be sent. */
    Outcome forbiddenClose(int code, String words) {
        return outcome(Grade.WRONG, words + ", which may not be sent");
    }

    /**
     * Waits.
     *
     * @param sentNanos when all was sent
     */
    final Outcome judge(long sentNanos, Duration patience) throws InterruptedException {
        long graceNanos = Math.min(GRACE.toNanos(), patience.toNanos() / 2);
        long untilNanos = sentNanos + patience.toNanos();
        if (probed) {
            untilNanos = withGrace(untilNanos, graceNanos);
        }
        while (true) {
            boolean asksLater = asks() && !probed && row.isWhole();
            WireEvent event = next((asksLater ? sentNanos + graceNanos : untilNanos) - System.nanoTime());
            if (event == null && !asksLater) {
                return nothing(patience);
            }
            if (event == null) {
                ask();
                untilNanos = withGrace(untilNanos, graceNanos);
            } else {
                Outcome decided = take(event);
                if (decided != null) {
                    return decided;
                }
            }
        }
    }

    final Case row() {
        return row;
    }

    final boolean isProbe(byte[] payload) {
        return Arrays.equals(payload, PROBE);
    }

    final Outcome outcome(Grade grade, String seen) {
        return new Outcome(row, grade, seen);
    }

    /** Asks whether the server is still there, and returns the payload of the answer. */
    final byte[] ask() {
        probed = true;
        dialogue.wire().ping(PROBE);
        return PROBE;
    }

    static String show(MessageEvent message) {
        return (message.isText() ? "text message " : "binary message ") + Piece.show(message.payload());
    }

    /** Others may have been waited for so long that there is no time left for an answer. */
    private static long withGrace(long untilNanos, long graceNanos) {
        return Math.max(untilNanos, System.nanoTime() + graceNanos);
    }

    private WireEvent next(long nanos) throws InterruptedException {
        return dialogue.next(Duration.ofNanos(Math.max(0, nanos)));
    }

    private Outcome take(WireEvent event) {
        if (event instanceof MessageEvent message) {
            return message(message);
        }
        if (event instanceof FrameEvent frame) {
            return switch (frame.opcode()) {
                // 5.5.3: others may come unasked, as a heartbeat, and answer nothing.
                case Frame.PONG ->
                    isProbe(frame.payload()) || row.contains(frame.payload()) ? pong(frame.payload()) : null;
                case Frame.CLOSE -> takeClose(frame.payload());
                // A ping of the server is answered by the connection.
                default -> null;
            };
        }
        return event instanceof Ended ended ? takeEnd(ended) : null;
    }

    private Outcome takeClose(byte[] payload) {
        int code = payload.length == 0 ? Close.NO_CODE : payload.length == 1 ? HALF_A_CODE : code(payload);
        String words = payload.length == 0
                ? "close frame without a code"
                : payload.length == 1 ? "close frame with half a code" : "close frame " + code;
        return payload.length == 0 || CloseCode.maySend(code) ? close(code, words) : forbiddenClose(code, words);
    }

    private Outcome takeEnd(Ended ended) {
        return switch (ended.how()) {
            case FIN -> end("end of the TCP connection (FIN) without a close frame");
            case RST -> end("end of the TCP connection (RST) without a close frame");
            default ->
                outcome(Grade.WRONG, "an answer that breaks the protocol: " + Printable.cut(ended.clause(), 200));
        };
    }

    private static int code(byte[] payload) {
        return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }
}
