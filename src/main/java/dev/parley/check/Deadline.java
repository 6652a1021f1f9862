package dev.parley.check;

import java.time.Duration;

/**
 * The moment up to which there is time; whoever waits is handed it, and waits no longer.
 *
 * @param untilNanos by {@link System#nanoTime}
 */
record Deadline(long untilNanos) {
    /** Longer than anybody waits, and short enough for {@link System#nanoTime} to be compared. */
    private static final Duration LONG = Duration.ofDays(36_500);

    /** Returns one that is never over. */
    static Deadline never() {
        return in(LONG);
    }

    /** Returns one that is over after so long, at once if that is not positive. */
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Tells whether no time is left. */
    boolean isOver() {
        return System.nanoTime() - untilNanos >= 0;
    }

    /** Returns how much time is left; zero if it is over. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, untilNanos - System.nanoTime()));
    }

    /** Returns how long something may be waited for that is worth so long; zero if it is over. */
    Duration atMost(Duration wanted) {
        Duration left = left();
        return left.compareTo(wanted) < 0 ? left : wanted;
    }
}
