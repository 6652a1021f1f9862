package dev.parley.bench;

import java.util.Locale;

/** Writes figures as people read them. */
final class Figures {
    private static final double MILLI = 1e6;

    private Figures() {}

    /** Writes a whole number: {@code 1,234,567}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Writes a number by the second: whole from 100 on. */
    static String rate(double perSecond) {
        return String.format(
                Locale.ROOT, perSecond >= 100 || perSecond == Math.rint(perSecond) ? "%,.0f" : "%.1f", perSecond);
    }

    /** Writes a time in milliseconds with three digits, without the unit. */
    static String millis(long nanos) {
        double millis = nanos / MILLI;
        return String.format(
                Locale.ROOT, millis < 10 ? "%.3f" : millis < 100 ? "%.2f" : millis < 1000 ? "%.1f" : "%,.0f", millis);
    }

    /** Writes a time in the unit that suits it: {@code 0.123 ms}, {@code 12.3 s}. */
    static String time(long nanos) {
        return nanos < 2_000 * MILLI ? millis(nanos) + " ms" : String.format(Locale.ROOT, "%,.1f s", nanos / 1e9);
    }

    /** Writes a time of a run: {@code 12.0 s}. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** Writes a size: {@code 20 bytes}, {@code 1.5 KiB}. */
    static String bytes(double bytes) {
        if (bytes < 1024) {
            return String.format(Locale.ROOT, "%.0f %s", bytes, bytes == 1 ? "byte" : "bytes");
        }
        return bytes < 1024 * 1024
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024)
                : String.format(Locale.ROOT, "%,.1f MiB", bytes / 1024 / 1024);
    }

    /** Writes a share in percent: {@code 12 %}, {@code 0.034 %}. */
    static String percent(double share) {
        return String.format(Locale.ROOT, share >= 0.1 || share == 0 ? "%.0f %%" : "%.2g %%", share * 100);
    }
}
