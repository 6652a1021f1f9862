package dev.parley.connect;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The pairs of what went out and what came back: a message with the oldest one that none has followed yet, a pong with the ping
 * of the same payload.
 *
 * <p>A server that sends unasked, or answers none or twice, leaves messages without or with the wrong round trip: nothing in
 * the protocol says what answers what.
 */
final class RoundTrips {
    static final long UNKNOWN = -1;
    private static final int MOST_PENDING = 1_000_000;

    private final Deque<Long> messages = new ArrayDeque<>();
    private final Map<Integer, Long> pings = new LinkedHashMap<>();

    void sent(long nanos) {
        if (messages.size() < MOST_PENDING) {
            messages.add(nanos);
        }
    }

    /** Returns how long it took to the message that came, or {@link #UNKNOWN}. */
    long received(long nanos) {
        Long since = messages.poll();
        return since == null ? UNKNOWN : nanos - since;
    }

    void pinged(byte[] payload, long nanos) {
        if (pings.size() < MOST_PENDING) {
            pings.put(Arrays.hashCode(payload), nanos);
        }
    }

    /** Returns how long it took to the pong that came, or {@link #UNKNOWN}. */
    long ponged(byte[] payload, long nanos) {
        Long since = pings.remove(Arrays.hashCode(payload));
        return since == null ? UNKNOWN : nanos - since;
    }

    /** Forgets what a lost connection will not answer. */
    void clear() {
        messages.clear();
        pings.clear();
    }
}
