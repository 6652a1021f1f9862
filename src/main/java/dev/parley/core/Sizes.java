package dev.parley.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes, written with or without a unit: {@code 1024 64KiB 1MiB}. */
public final class Sizes {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(KiB|MiB|)");

    private Sizes() {}

    /**
     * Reads a whole number and its unit; without one it is bytes.
     *
     * @throws IllegalArgumentException with a sentence for the user, if the text is anything else or over 2147483647 bytes
     */
    public static int parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + Printable.cut(text, 40)
                    + "' is not a size: give a number of bytes, or one with a unit, like 1024, 64KiB or 1MiB");
        }
        long unit =
                switch (form.group(2)) {
                    case "KiB" -> 1024;
                    case "MiB" -> 1024 * 1024;
                    default -> 1;
                };
        long bytes = Long.parseLong(form.group(1)) * unit;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("'" + text + "' is too large: at most " + Integer.MAX_VALUE + " bytes");
        }
        return (int) bytes;
    }
}
