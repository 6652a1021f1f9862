package dev.parley.wire;

import java.nio.charset.StandardCharsets;

/**
 * Is a whole message that came in, joined and decompressed.
 *
 * @param nanos when all of it had arrived
 * @param text whether it is text (and then it is UTF-8), or else binary
 * @param frames how many frames it came in
 * @param wireBytes how long these were, with their headers
 */
public record Message(long nanos, boolean text, byte[] payload, int frames, long wireBytes) implements WireEvent {
    public String asText() {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
