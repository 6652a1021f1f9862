package dev.parley.wire;

/**
 * Is a frame as it travelled (RFC 6455 section 5.2).
 *
 * @param nanos when all of it had arrived, or when it was handed to the network
 * @param sent whether this side sent it
 * @param firstByte FIN, the three reserved bits and the opcode
 * @param masked whether the payload was masked on the wire
 * @param headerBytes how long the frame was without its payload: 2 to 14
 * @param payload without the mask, but still compressed
 */
public record Frame(long nanos, boolean sent, int firstByte, boolean masked, int headerBytes, byte[] payload)
        implements WireEvent {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;
    public static final int PONG = 10;

    /** The bit that marks the last frame of a message. */
    public static final int FIN = 0x80;
    /** The bit that marks a compressed message (RFC 7692 section 6). */
    public static final int RSV1 = 0x40;
    /** All three reserved bits. */
    static final int RESERVED = 0x70;

    /** The longest payload of a control frame (RFC 6455 section 5.5). */
    public static final int MAX_CONTROL_BYTES = 125;

    public int opcode() {
        return firstByte & 0x0F;
    }

    /** Tells whether it is the last frame of its message. */
    public boolean fin() {
        return (firstByte & FIN) != 0;
    }

    /** Tells whether it is a close, ping or pong, or of a reserved opcode among them. */
    public boolean isControl() {
        return opcode() >= CLOSE;
    }

    public long wireBytes() {
        return (long) headerBytes + payload.length;
    }

    /** Returns the reserved bits, of which compression is one. */
    public int reserved() {
        return firstByte & RESERVED;
    }
}
