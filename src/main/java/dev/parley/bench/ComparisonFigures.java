package dev.parley.bench;

import java.time.Duration;
import java.util.Locale;

/** Writes figures as people read them. */
final class ComparisonFigures {
    private ComparisonFigures() {}

    /** Writes a time with three digits: {@code 0.412 ms}, {@code 12.3 ms}, {@code 1.05 s}. */
    static String time(long nanos) {
        if (nanos >= 1_000_000_000) {
            return three(nanos / 1e9) + " s";
        }
        return three(nanos / 1e6) + " ms";
    }

    /** Writes a long time in seconds, to a tenth: {@code 60.0 s}. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toSeconds() + " s"
                : String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }

    /** Writes a number whole and with commas: {@code 1,000}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Writes a share of many, whole if it is or is large: {@code 20}, {@code 20.5}, {@code 312}. */
    static String each(double number) {
        return number == Math.rint(number) || number >= 100
                ? count(Math.round(number))
                : String.format(Locale.ROOT, "%.1f", number);
    }

    /** Writes how many times as much: {@code 3.8}. */
    static String times(double ratio) {
        return ratio >= 10 ? count(Math.round(ratio)) : String.format(Locale.ROOT, "%.1f", ratio);
    }

    private static String three(double number) {
        int decimals = number >= 99.95 ? 0 : number >= 9.995 ? 1 : number >= 0.9995 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + decimals + "f", number);
    }
}
