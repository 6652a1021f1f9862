package dev.parley.wire;

import dev.parley.protocol.Message;

/**
 * A whole message that came in, joined and decompressed.
 *
 * @param nanos when all of it had arrived
 * @param frames how many frames it came in
 * @param wireBytes how long these were, with their headers
 */
public record MessageEvent(long nanos, Message message, int frames, long wireBytes) implements WireEvent {
    /** Tells whether it is text, or else binary. */
    public boolean isText() {
        return message.isText();
    }

    public byte[] payload() {
        return message.payload();
    }

    /** Returns the payload read as UTF-8, whichever type it is. */
    public String asText() {
        return message.asText();
    }
}
