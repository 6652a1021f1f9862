package dev.parley.connect;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses between tries to connect: each twice as long as the last, up to a limit, of which half is random, so that clients
 * that were lost together do not come back together.
 */
final class Backoff {
    private static final long FIRST_MILLIS = 250;

    private final long longestMillis;
    private final DoubleSupplier random;
    private int tries;

    /**
     * Starts with a pause of 125 to 250 milliseconds.
     *
     * @param random gives numbers from 0 to 1
     */
    Backoff(Duration longest, DoubleSupplier random) {
        this.longestMillis = longest.toMillis();
        this.random = random;
    }

    Duration next() {
        long millis = Math.min(longestMillis, FIRST_MILLIS << Math.min(tries, 30));
        tries++;
        return Duration.ofMillis(Math.round(millis * (0.5 + random.getAsDouble() / 2)));
    }

    /** Returns how often {@link #next} was called since the start or {@link #reset}. */
    int tries() {
        return tries;
    }

    void reset() {
        tries = 0;
    }
}
