package dev.parley.check;

import dev.parley.core.Figures;
import java.util.List;

/** Times in words and in figures. */
final class Times {
    private static final int FEWEST = 3;

    private Times() {}

    /** Writes a time as people read it, as {@link Figures#elapsed} does. */
    static String words(long nanos) {
        return Figures.elapsed(nanos);
    }

    /** Returns milliseconds with three decimals, for machines. */
    static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }

    /** Returns seconds with two decimals, for machines. */
    static double seconds(long nanos) {
        return Math.round(nanos / 1e7) / 1e2;
    }

    /** Tells whether a median needs no more of them: on a slow path few are enough, so that it does not take for ever. */
    static boolean areEnough(List<Long> nanos, int most, long startNanos, Limits limits) {
        return nanos.size() >= most
                || nanos.size() >= FEWEST
                        && System.nanoTime() - startNanos > limits.measuring().toNanos();
    }

    /** Returns the middle one; of an even number the lower. */
    static long median(List<Long> nanos) {
        return nanos.stream().sorted().skip((nanos.size() - 1) / 2).findFirst().orElseThrow();
    }
}
