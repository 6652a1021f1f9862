package dev.parley.protocol;

/**
 * A frame as it travels (RFC 6455 section 5.2).
 *
 * @param firstByte FIN, the three reserved bits and the opcode
 * @param masked whether the payload is masked on the wire
 * @param headerBytes how long the frame is without its payload: 2 to 14
 * @param payload without the mask, but still compressed
 */
public record Frame(int firstByte, boolean masked, int headerBytes, byte[] payload) {
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
    public static final int RESERVED = 0x70;

    /** The longest payload of a control frame (RFC 6455 section 5.5). */
    public static final int MAX_CONTROL_BYTES = 125;

    public int opcode() {
        return firstByte & 0x0F;
    }

    /** Tells whether it is the last frame of its message. */
    public boolean fin() {
        return (firstByte & FIN) != 0;
    }

    /** Tells whether it is a close, ping or pong, or has one of the reserved opcodes among them. */
    public boolean isControl() {
        return opcode() >= CLOSE;
    }

    /** Returns the reserved bits, one of which marks compression. */
    public int reserved() {
        return firstByte & RESERVED;
    }

    /** Returns how long it is on the wire, with its header. */
    public long wireBytes() {
        return (long) headerBytes + payload.length;
    }
}
