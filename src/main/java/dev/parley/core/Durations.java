package dev.parley.core;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations written with their unit: {@code 500ms 30s 2m 1h}. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private static final Duration MOST = Duration.ofDays(365);

    private Durations() {}

    /**
     * Reads a whole number and its unit, up to a year; {@code 0} alone is zero, which turns a setting off.
     *
     * @throws IllegalArgumentException with a sentence for the user, if the text is anything else
     */
    public static Duration parse(String text) {
        if (text.equals("0")) {
            return Duration.ZERO;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + Printable.cut(text, 40)
                    + "' is not a duration: give a number and a unit, like 500ms, 30s, 2m or 1h");
        }
        long number = Long.parseLong(form.group(1));
        Duration duration =
                switch (form.group(2)) {
                    case "ms" -> Duration.ofMillis(number);
                    case "s" -> Duration.ofSeconds(number);
                    case "m" -> Duration.ofMinutes(number);
                    default -> Duration.ofHours(number);
                };
        if (duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("'" + text + "' is too long: at most a year, 8760h");
        }
        return duration;
    }

    /** Writes a duration in the largest unit that keeps it whole: {@code 90s}, {@code 2m}, {@code 1500ms}. */
    public static String format(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0) {
            return "0";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
