package dev.parley.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A bar beside others, with a name and a value.
 *
 * @param parts how long its parts are, as shares of the longest bar; the first is drawn stronger
 */
public record Bar(String name, String value, List<Double> parts) {
    /** A part as it is drawn, in percent. */
    record Part(String from, String width) {}

    /** Makes one without words, in a place that says what it is of. */
    public static Bar of(double share) {
        return new Bar("", "", List.of(share));
    }

    List<Part> drawn() {
        List<Part> drawn = new ArrayList<>();
        double from = 0;
        for (double part : parts) {
            drawn.add(new Part(percent(from), percent(part)));
            from += part;
        }
        return drawn;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
