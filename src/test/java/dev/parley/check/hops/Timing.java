package dev.parley.check.hops;

import java.time.Duration;

/**
 * When a {@link Tunnel} passes on what comes, by the clock of {@link System#nanoTime}; at once, and without end, unless a fault
 * says otherwise. Used by the threads of both directions.
 */
class Timing {
    /** Stands for a time that does not come. */
    static final long NEVER = Long.MAX_VALUE;

    /** Returns when to pass on what came now, or {@link #NEVER} to drop it. */
    long dueNanos(long nowNanos, boolean toClient) {
        return nowNanos;
    }

    /** Returns how long it takes until both sides are ended, or {@link #NEVER}. */
    long ageNanos() {
        return NEVER;
    }

    /** Keeps each byte for so long, in each direction. */
    static Timing delaying(Duration latency) {
        return new Timing() {
            @Override
            long dueNanos(long nowNanos, boolean toClient) {
                return nowNanos + latency.toNanos();
            }
        };
    }

    /** Keeps what the server sends for so long, with what follows in that time, and passes it on in one go. */
    static Timing clumping(Duration interval, long startNanos) {
        return new Timing() {
            // Used by the one thread that reads from the server.
            private long clumpNanos = startNanos;

            @Override
            long dueNanos(long nowNanos, boolean toClient) {
                if (!toClient) {
                    return nowNanos;
                }
                if (clumpNanos <= nowNanos) {
                    clumpNanos = nowNanos + interval.toNanos();
                }
                return clumpNanos;
            }
        };
    }

    /** Ends a connection of that age on both sides, however busy it is. */
    static Timing endingAtAge(Duration age) {
        return new Timing() {
            @Override
            long ageNanos() {
                return age.toNanos();
            }
        };
    }

    /** Forgets a connection that was silent for so long: nothing is passed on any more. */
    static Timing forgettingAfterSilence(Duration silence, long startNanos) {
        return new Timing() {
            private long lastNanos = startNanos;
            private boolean forgotten;

            @Override
            synchronized long dueNanos(long nowNanos, boolean toClient) {
                forgotten |= nowNanos - lastNanos > silence.toNanos();
                lastNanos = nowNanos;
                return forgotten ? NEVER : nowNanos;
            }
        };
    }
}
