package dev.parley.check;

import dev.parley.core.Figures;
import java.util.List;

/** Writes and counts times. */
final class Times {
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

    /** Returns the middle one; of an even number the lower. */
    static long median(List<Long> nanos) {
        return nanos.stream().sorted().skip((nanos.size() - 1) / 2).findFirst().orElseThrow();
    }
}
