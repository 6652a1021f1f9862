package dev.parley.core;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Rates, which are how often something happens, written with their unit: {@code 5000/s 0.5/s 90/m}. */
public final class Rates {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)(/s|/m|/h|)");

    private Rates() {}

    /**
     * Reads a number and its unit; without one it is by the second.
     *
     * @return by the second, above 0
     * @throws IllegalArgumentException with a sentence for the user, if the text is anything else
     */
    public static double parse(String text) {
        Matcher form = FORM.matcher(text);
        double perSecond = 0;
        if (form.matches()) {
            double number = Double.parseDouble(form.group(1));
            perSecond = switch (form.group(2)) {
                case "/m" -> number / 60;
                case "/h" -> number / 3600;
                default -> number;
            };
        }
        if (perSecond <= 0) {
            throw new IllegalArgumentException("'" + Printable.cut(text, 40)
                    + "' is not a rate: give a number above 0 and a unit, like 5000/s, 0.5/s or 90/m");
        }
        return perSecond;
    }
}
