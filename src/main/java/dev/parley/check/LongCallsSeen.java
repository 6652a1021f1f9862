package dev.parley.check;

import dev.parley.wire.Ended;
import java.time.Duration;

/**
 * What came of a call whose reply takes long.
 *
 * @param delay how long the server was asked to take
 * @param wanted how long it would have been asked to take, if it allowed that
 * @param late how much later than that the reply came, negative if it came sooner; null if it did not come
 * @param end how the connection ended in place of a reply; null if there was a reply, or neither
 * @param askedNanos when the server was asked
 */
record LongCallsSeen(Duration delay, Duration wanted, Duration late, Ended end, long askedNanos) {}
