package dev.parley.protocol;

import dev.parley.core.CloseCode;
import dev.parley.core.Utf8;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/**
 * Joins the frames that one side receives to messages, and finds what breaks the protocol (RFC 6455 sections 5 and 7). For one
 * thread at a time.
 */
public final class MessageAssembly {
    private final Role role;
    private final int maxBytes;
    // Null if no extension was agreed on.
    private final Deflate deflate;
    // The message that is coming in; opcode 0 between two.
    private int opcode;
    private boolean compressed;
    private int frames;
    private long wireBytes;
    private int lastFrames;
    private long lastWireBytes;
    private byte[] first;
    // Null unless there is more than one frame.
    private ByteArrayOutputStream joined;
    private Violation violation;

    /**
     * Makes an assembly for what comes in.
     *
     * @param role the side that receives
     * @param maxBytes the longest message taken, after decompression
     * @param deflate null if no compression was agreed on
     */
    public MessageAssembly(Role role, int maxBytes, Deflate deflate) {
        this.role = role;
        this.maxBytes = maxBytes;
        this.deflate = deflate;
    }

    /** Returns how a frame breaks the protocol where it stands, or null. */
    public Violation check(Frame frame) {
        if (frame.masked() == role.masks()) {
            return Violation.of(role.masks() ? Rule.SERVER_MUST_NOT_MASK : Rule.CLIENT_MUST_MASK);
        }
        boolean starts = frame.opcode() == Frame.TEXT || frame.opcode() == Frame.BINARY;
        if (frame.reserved() != 0 && !(frame.reserved() == Frame.RSV1 && deflate != null && starts)) {
            return Violation.of(Rule.RESERVED_BITS);
        }
        return switch (frame.opcode()) {
            case Frame.CONTINUATION -> opcode == 0 ? Violation.of(Rule.STRAY_CONTINUATION) : tooLong(frame);
            case Frame.TEXT, Frame.BINARY -> opcode != 0 ? Violation.of(Rule.INTERLEAVED_MESSAGE) : tooLong(frame);
            case Frame.CLOSE, Frame.PING, Frame.PONG -> checkControl(frame);
            default -> new Violation(Rule.RESERVED_OPCODE, frame.opcode(), 0);
        };
    }

    /**
     * Takes a data frame that {@link #check} found right.
     *
     * @return the message if this was its last frame; else null, and also if the message is wrong: see {@link #violation}
     */
    public Message join(Frame frame) {
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
        return frame.fin() ? finish() : null;
    }

    /** Returns what was wrong with the last message that was joined, or null. */
    public Violation violation() {
        return violation;
    }

    /** Returns in how many frames the last message came. */
    public int frames() {
        return lastFrames;
    }

    /** Returns how long the frames of the last message were, with their headers. */
    public long wireBytes() {
        return lastWireBytes;
    }

    private Message finish() {
        byte[] payload = joined == null ? first : joined.toByteArray();
        boolean text = opcode == Frame.TEXT;
        lastFrames = frames;
        lastWireBytes = wireBytes;
        opcode = 0;
        frames = 0;
        wireBytes = 0;
        first = null;
        joined = null;
        if (compressed) {
            payload = inflate(payload);
        }
        if (payload == null) {
            return null;
        }
        if (text && !Utf8.isValid(payload)) {
            violation = Violation.of(Rule.TEXT_UTF8);
            return null;
        }
        return text ? new Message.Text(payload) : new Message.Binary(payload);
    }

    private byte[] inflate(byte[] payload) {
        try {
            byte[] whole = deflate.decompress(payload, maxBytes);
            if (whole == null) {
                violation = tooLong();
            }
            return whole;
        } catch (DataFormatException e) {
            violation = Violation.of(Rule.DEFLATE_DATA);
            return null;
        }
    }

    private Violation tooLong(Frame frame) {
        int before = opcode == 0 ? 0 : joined == null ? first.length : joined.size();
        return before + (long) frame.payload().length > maxBytes ? tooLong() : null;
    }

    private Violation tooLong() {
        return new Violation(Rule.MESSAGE_SIZE, 0, maxBytes);
    }

    private static Violation checkControl(Frame frame) {
        if (!frame.fin()) {
            return Violation.of(Rule.FRAGMENTED_CONTROL);
        }
        if (frame.payload().length > Frame.MAX_CONTROL_BYTES) {
            return Violation.of(Rule.LONG_CONTROL);
        }
        return frame.opcode() == Frame.CLOSE ? checkClose(frame.payload()) : null;
    }

    private static Violation checkClose(byte[] payload) {
        if (payload.length == 1) {
            return Violation.of(Rule.HALF_CLOSE_CODE);
        }
        Close close = Close.read(payload);
        // Whether 1005 stood on the wire or no code at all is told by the length.
        if (payload.length > 0 && !CloseCode.maySend(close.code())) {
            return new Violation(Rule.CLOSE_CODE, close.code(), 0);
        }
        if (payload.length > 2 && !Utf8.isValid(Arrays.copyOfRange(payload, 2, payload.length))) {
            return Violation.of(Rule.CLOSE_REASON_UTF8);
        }
        return null;
    }
}
