package dev.parley.core;

import java.time.Duration;
import java.util.Locale;

/** Figures as people read them. */
public final class Figures {
    private static final double MILLI = 1e6;

    private Figures() {}

    /** Writes a whole number: {@code 1,234,567}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** Writes a number by the second: whole from 100 on. */
    public static String rate(double perSecond) {
        return String.format(
                Locale.ROOT, perSecond >= 100 || perSecond == Math.rint(perSecond) ? "%,.0f" : "%.1f", perSecond);
    }

    /** Writes a time in milliseconds with three digits, without the unit. */
    public static String millis(long nanos) {
        double millis = nanos / MILLI;
        return String.format(
                Locale.ROOT, millis < 10 ? "%.3f" : millis < 100 ? "%.2f" : millis < 1000 ? "%.1f" : "%,.0f", millis);
    }

    /** Writes a time with three digits: {@code 0.412 ms}, {@code 12.3 ms}, {@code 1.05 s}. */
    public static String time(long nanos) {
        if (nanos >= 1_000_000_000) {
            return three(nanos / 1e9) + " s";
        }
        return three(nanos / 1e6) + " ms";
    }

    /** Writes a time as people read it: {@code 0.35 ms}, {@code 12.3 ms}, {@code 3.21 s}, {@code 61.0 s}. */
    public static String elapsed(long nanos) {
        double millis = nanos / 1e6;
        if (millis >= 1_000) {
            return String.format(Locale.ROOT, millis < 10_000 ? "%.2f s" : "%.1f s", millis / 1_000);
        }
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%.1f ms", millis);
    }

    /** Writes a time that was asked for: {@code 65 s}. */
    public static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    /** Writes a share of many, whole if it is or is large: {@code 20}, {@code 20.5}, {@code 312}. */
    public static String each(double number) {
        return number == Math.rint(number) || number >= 100
                ? count(Math.round(number))
                : String.format(Locale.ROOT, "%.1f", number);
    }

    /** Writes how many times as much: {@code 3.8}. */
    public static String times(double ratio) {
        return ratio >= 10 ? count(Math.round(ratio)) : String.format(Locale.ROOT, "%.1f", ratio);
    }

    /** Writes a time of a run: {@code 12.0 s}. */
    public static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    /** Writes a size: {@code 20 bytes}, {@code 1.5 KiB}. */
    public static String bytes(double bytes) {
        if (bytes < 1024) {
            return String.format(Locale.ROOT, "%.0f %s", bytes, bytes == 1 ? "byte" : "bytes");
        }
        return bytes < 1024 * 1024
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024)
                : String.format(Locale.ROOT, "%,.1f MiB", bytes / 1024 / 1024);
    }

    /** Writes a share in percent: {@code 12 %}, {@code 0.034 %}. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, share >= 0.1 || share == 0 ? "%.0f %%" : "%.2g %%", share * 100);
    }

    private static String three(double number) {
        int decimals = number >= 99.95 ? 0 : number >= 9.995 ? 1 : number >= 0.9995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
}
