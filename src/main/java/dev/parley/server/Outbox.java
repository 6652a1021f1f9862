package dev.parley.server;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One connection's replies that wait for a thread in the background to send them, in order; a bounded number of bytes.
 *
 * <p>It is for containers where an endpoint must not wait for its peer; see {@code Peculiarities}.
 */
final class Outbox {
    /** The cost of a message beside its payload, roughly. */
    private static final int OVERHEAD_BYTES = 100;

    private final Queue<Item> items = new ConcurrentLinkedQueue<>();
    private final AtomicLong bytes = new AtomicLong();
    private final long maxBytes;
    private final Turns turns;

    private record Item(long bytes, Runnable send) {}

    Outbox(Background background, long maxBytes) {
        this.maxBytes = maxBytes;
        this.turns = new Turns(background, this::sendOne);
    }

    /** Adds what may wait for the peer; false, and nothing is added, if too much waits already. */
    boolean add(long payloadBytes, Runnable send) {
        Item item = new Item(payloadBytes + OVERHEAD_BYTES, send);
        if (bytes.addAndGet(item.bytes) > maxBytes) {
            bytes.addAndGet(-item.bytes);
            return false;
        }
        items.add(item);
        turns.add();
        return true;
    }

    private void sendOne() {
        Item item = items.remove();
        try {
            item.send.run();
        } finally {
            bytes.addAndGet(-item.bytes);
        }
    }
}
