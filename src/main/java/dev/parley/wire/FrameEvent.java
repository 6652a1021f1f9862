package dev.parley.wire;

import dev.parley.protocol.Frame;

/**
 * A frame that went over the wire.
 *
 * @param nanos when all of it had arrived, or when it was handed to the network
 * @param sent whether this side sent it
 */
public record FrameEvent(long nanos, boolean sent, Frame frame) implements WireEvent {
    public int opcode() {
        return frame.opcode();
    }

    /** Returns the payload without the mask, but still compressed. */
    public byte[] payload() {
        return frame.payload();
    }

    /** Returns how long it is, with its header. */
    public long wireBytes() {
        return frame.wireBytes();
    }

    /** Tells whether it is a close, ping or pong, or has one of the reserved opcodes among them. */
    public boolean isControl() {
        return frame.isControl();
    }
}
