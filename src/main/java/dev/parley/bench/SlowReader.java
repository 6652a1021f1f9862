package dev.parley.bench;

import dev.parley.wire.Wire;

/** A connection's brake: lets it read no faster than at a rate; used by its event loop only. */
final class SlowReader {
    private static final double SECOND = 1e9;

    private final GuardedLoop loop;
    private final Wire wire;
    private final long openedNanos;
    private final int bytesPerSecond;
    private long bytes;
    private boolean waits;

    SlowReader(GuardedLoop loop, Wire wire, long openedNanos, int bytesPerSecond) {
        this.loop = loop;
        this.wire = wire;
        this.openedNanos = openedNanos;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** Takes note of what came, and reads on when that would have come at the rate. */
    void received(long more) {
        bytes += more;
        if (!waits && aheadNanos() > 0) {
            waits = true;
            wire.reading(false);
            loop.after(aheadNanos(), this::readOn);
        }
    }

    /** Tells whether it does not read for now: then it would not see the other side close. */
    boolean waits() {
        return waits;
    }

    private void readOn() {
        long aheadNanos = aheadNanos();
        if (aheadNanos > 0) {
            loop.after(aheadNanos, this::readOn);
        } else {
            waits = false;
            wire.reading(true);
        }
    }

    private long aheadNanos() {
        return openedNanos + Math.round(bytes * SECOND / bytesPerSecond) - System.nanoTime();
    }
}
