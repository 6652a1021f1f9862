package dev.parley.conformance;

import dev.parley.conformance.Outcome.Grade;
import dev.parley.core.CloseCode;
import dev.parley.core.Printable;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** Grades what a peer does in a case, event by event; each kind of expectation has its own. */
abstract sealed class Judge permits AnswersJudge, FailureJudge, ReplyJudge {
    /** The payload of the ping that asks whether the connection goes on. */
    static final byte[] PROBE = "still there?".getBytes(StandardCharsets.US_ASCII);

    /** Stands for a close frame of one byte. */
    private static final int HALF_A_CODE = -1;

    /** When the peer is to be pinged. */
    enum Probing {
        NEVER,
        /** As soon as all is sent. */
        AT_ONCE,
        /** When nothing has come for a while. */
        IF_SILENT
    }

    private final Case row;

    Judge(Case row) {
        this.row = row;
    }

    /** Tells when to send {@link #PROBE}. */
    abstract Probing probing();

    /** Takes a message, and returns the outcome if it is decided now, or else null. */
    abstract Outcome message(MessageEvent message);

    /** Takes a pong to something that was sent. */
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

    /** Takes what came in, and returns the outcome if it is decided now, or else null. */
    final Outcome take(WireEvent event) {
        if (event instanceof MessageEvent message) {
            return message(message);
        }
        if (event instanceof FrameEvent frame) {
            return frame.sent() ? null : takeFrame(frame);
        }
        return event instanceof Ended ended ? takeEnd(ended) : null;
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

    static String show(MessageEvent message) {
        return (message.isText() ? "text message " : "binary message ") + Payload.show(message.payload());
    }

    private Outcome takeFrame(FrameEvent frame) {
        return switch (frame.opcode()) {
            // 5.5.3: others may come unasked, as a heartbeat, and answer nothing.
            case Frame.PONG -> isProbe(frame.payload()) || row.contains(frame.payload()) ? pong(frame.payload()) : null;
            case Frame.CLOSE -> takeClose(frame.payload());
            // A ping is answered by the connection, and messages come whole.
            default -> null;
        };
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
            case PROTOCOL_ERROR ->
                outcome(Grade.WRONG, "an answer that breaks the protocol: " + Printable.cut(ended.clause(), 200));
            // It is this side that ended it.
            default -> outcome(Grade.NOT_TRIED, Printable.cut(ended.clause(), 200));
        };
    }

    private static int code(byte[] payload) {
        return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
    }
}
