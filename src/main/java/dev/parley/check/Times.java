package dev.parley.check;

import java.util.List;
import java.util.Locale;

/** Writes and counts times. */
final class Times {
    private Times() {}

    /** Writes a time as people read it: {@code 0.35 ms}, {@code 12.3 ms}, {@code 3.21 s}, {@code 61.0 s}. */
    static String words(long nanos) {
        double millis = nanos / 1e6;
        if (millis >= 1_000) {
            return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1_000);
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.1f ms", millis);
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
