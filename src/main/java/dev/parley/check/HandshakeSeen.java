package dev.parley.check;

import dev.parley.wire.Answered;
import java.util.List;

/**
 * What was seen of the handshake.
 *
 * @param answer null if there was none
 * @param tookNanos how long it took; 0 if it was refused
 * @param subprotocol that was agreed on, or null
 * @param refusal what it was refused with, and what came of other ways; null if it was accepted
 * @param untried the other ways for which there was no time
 * @param firefox how it was refused as Firefox sends it, while it was accepted as it was given; null if it was not, or not tried
 * @param origin how it was refused with the origin of a page of the same server, likewise
 */
record HandshakeSeen(
        Answered answer,
        long tookNanos,
        String subprotocol,
        Refusal refusal,
        List<String> untried,
        Try firefox,
        Try origin) {
    /** Copies the list. */
    HandshakeSeen {
        untried = List.copyOf(untried);
    }
}
