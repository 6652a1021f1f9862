package dev.parley.conformance;

import java.time.Duration;

/**
 * How many connections may be open at a time: fewer, once one is refused, than were open then.
 *
 * <p>A peer that refuses the only one is asked again for a while.
 */
final class Window {
    /** After so long without a single connection there is none any more. */
    private static final long GONE_NANOS = Duration.ofSeconds(1).toNanos();

    private static final long AGAIN_NANOS = Duration.ofMillis(100).toNanos();

    private int most;
    private boolean shut;
    private boolean refusing;
    private long refusingNanos;
    private boolean pausing;
    private long pausedUntilNanos;

    Window(int most) {
        this.most = Math.max(1, most);
    }

    /** Tells whether another one may be opened beside these. */
    boolean admits(int others, long nowNanos) {
        pausing = pausing && pausedUntilNanos - nowNanos > 0;
        return others < most && !pausing && !shut;
    }

    /** Returns how long to wait before the next may be admitted, if that is a matter of time. */
    long pauseNanos(long nowNanos) {
        return pausing ? pausedUntilNanos - nowNanos : Long.MAX_VALUE;
    }

    /** Tells whether no connection has come about for so long that none will. */
    boolean isShut() {
        return shut;
    }

    /** Takes note that one came about. */
    void opened() {
        refusing = false;
    }

    /**
     * Takes note that one did not come about.
     *
     * @param others how many there are beside it
     * @param beganNanos when it was begun
     */
    void refused(int others, long beganNanos, long nowNanos) {
        if (!refusing) {
            refusing = true;
            refusingNanos = beganNanos;
        }
        most = Math.max(1, Math.min(most, others));
        if (others == 0) {
            shut = nowNanos - refusingNanos >= GONE_NANOS;
            pausing = true;
            pausedUntilNanos = nowNanos + AGAIN_NANOS;
        }
    }
}
