package dev.parley.wire;

import dev.parley.core.CloseCode;
import dev.parley.core.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Joins frames to messages and finds what breaks the protocol (RFC 6455 sections 5 and 7); used by its connection's event
 * loop only.
 */
final class Incoming {
    /** Says how a frame breaks the protocol, and with which code the connection is failed. */
    record Violation(int code, String clause) {}

    private final int maxBytes;
    // Null if no extension was accepted.
    private final Compression compression;
    // The message that is coming in; opcode 0 between two.
    private int opcode;
    private boolean compressed;
    private int frames;
    private long wireBytes;
    private byte[] first;
    // Null unless there is more than one frame.
    private ByteArrayOutputStream joined;

    Incoming(int maxBytes, Compression compression) {
        this.maxBytes = maxBytes;
        this.compression = compression;
    }

    /** Returns how the frame breaks the protocol, or null. */
    Violation check(Frame frame) {
        if (frame.masked()) {
            return protocol("a frame from the server is masked (section 5.1)");
        }
        boolean starts = frame.opcode() == Frame.TEXT || frame.opcode() == Frame.BINARY;
        if (frame.reserved() != 0 && !(frame.reserved() == Frame.RSV1 && compression != null && starts)) {
            return protocol("a frame has a reserved bit set (section 5.2)");
        }
        return switch (frame.opcode()) {
            case Frame.CONTINUATION ->
                opcode == 0 ? protocol("a continuation of no message (section 5.4)") : tooLong(frame);
            case Frame.TEXT, Frame.BINARY ->
                opcode != 0 ? protocol("a message begins within another (section 5.4)") : tooLong(frame);
            case Frame.CLOSE, Frame.PING, Frame.PONG -> checkControl(frame);
            default -> protocol("a frame has the reserved opcode " + frame.opcode() + " (section 5.2)");
        };
    }

    /**
     * Takes a data frame that {@link #check} found right.
     *
     * @return a {@link Message} if this was its last frame, a {@link Violation} if that is wrong, or else null
     */
    Object join(Frame frame) {
        if (frame.opcode() != Frame.CONTINUATION) {
            opcode = frame.opcode();
            compressed = frame.reserved() != 0;
            first = frame.payload();
        } else {
            if (joined == null) {
                joined = new ByteArrayOutputStream(first.length + frame.payload().length);
                joined.writeBytes(first);
            }
            joined.writeBytes(frame.payload());
        }
        frames++;
        wireBytes += frame.wireBytes();
        return frame.fin() ? finish(frame.nanos()) : null;
    }

    private Object finish(long nanos) {
        byte[] payload = joined == null ? first : joined.toByteArray();
        boolean text = opcode == Frame.TEXT;
        try {
            if (compressed) {
                payload = compression.decompress(payload, maxBytes);
            }
        } catch (DataFormatException e) {
            return new Violation(
                    CloseCode.INVALID_PAYLOAD, "a message cannot be decompressed (RFC 7692 section 7.2.2)");
        }
        if (payload == null) {
            return tooLong();
        }
        if (text && !Utf8.isValid(payload)) {
            return new Violation(CloseCode.INVALID_PAYLOAD, "a text message is not UTF-8 (section 5.6)");
        }
        Message message = new Message(nanos, text, payload, frames, wireBytes);
        opcode = 0;
        frames = 0;
        wireBytes = 0;
        first = null;
        joined = null;
        return message;
    }

    private Violation tooLong(Frame frame) {
        int before = opcode == 0 ? 0 : joined == null ? first.length : joined.size();
        return before + (long) frame.payload().length > maxBytes ? tooLong() : null;
    }

    private Violation tooLong() {
        return new Violation(CloseCode.TOO_BIG, "a message is longer than " + maxBytes + " bytes");
    }

    private static Violation checkControl(Frame frame) {
        if (!frame.fin()) {
            return protocol("a control frame is fragmented (section 5.5)");
        }
        if (frame.payload().length > Frame.MAX_CONTROL_BYTES) {
            return protocol("a control frame is longer than 125 bytes (section 5.5)");
        }
        return frame.opcode() == Frame.CLOSE ? checkClose(frame.payload()) : null;
    }

    private static Violation checkClose(byte[] payload) {
        if (payload.length == 1) {
            return protocol("a close frame has half a code (section 5.5.1)");
        }
        Close close = Close.read(payload);
        if (close.code() != Close.NO_CODE && !CloseCode.maySend(close.code())) {
            return protocol("a close frame has the code " + close.code() + ", which may not be sent (section 7.4)");
        }
        if (payload.length > 2 && !Utf8.isValid(Arrays.copyOfRange(payload, 2, payload.length))) {
            return new Violation(CloseCode.INVALID_PAYLOAD, "the reason of a close frame is not UTF-8 (section 5.5.1)");
        }
        return null;
    }

    private static Violation protocol(String clause) {
        return new Violation(CloseCode.PROTOCOL_ERROR, clause);
    }
}
