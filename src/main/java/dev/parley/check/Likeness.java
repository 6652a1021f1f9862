package dev.parley.check;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A comparison of what two checks found, whatever the last digits of a measurement. */
final class Likeness {
    /** What is less than this apart, as a share of the larger, is called the same: two runs never measure quite the same. */
    static final double NOTABLE = 0.1;

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:,\\d{3})*(?:\\.\\d+)?");

    private Likeness() {}

    /** Returns the findings that have none like them among others; whatever their numbers. */
    static List<Finding> missing(List<Finding> findings, List<Finding> others) {
        return findings.stream()
                .filter(finding -> others.stream().noneMatch(other -> alike(finding, other)))
                .toList();
    }

    /** Tells whether the findings that are like each other have about the same numbers, too. */
    static boolean sameNumbers(List<Finding> findings, List<Finding> others) {
        return findings.stream().allMatch(finding -> others.stream()
                .filter(other -> alike(finding, other))
                .allMatch(other -> sameNumbers(finding.seen(), other.seen())));
    }

    /** Tells whether two numbers are about the same. */
    static boolean same(double one, double other) {
        return one == other || Math.abs(one - other) <= NOTABLE * Math.max(Math.abs(one), Math.abs(other));
    }

    private static boolean alike(Finding one, Finding other) {
        return one.verdict() == other.verdict()
                && (words(one.seen()).equals(words(other.seen()))
                        || !one.meaning().isBlank() && words(one.meaning()).equals(words(other.meaning())));
    }

    private static boolean sameNumbers(String one, String other) {
        double[] numbers = numbers(one);
        double[] others = numbers(other);
        if (numbers.length != others.length) {
            return false;
        }
        for (int i = 0; i < numbers.length; i++) {
            if (!same(numbers[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    private static String words(String text) {
        return NUMBER.matcher(text).replaceAll("#");
    }

    private static double[] numbers(String text) {
        return NUMBER.matcher(text)
                .results()
                .map(MatchResult::group)
                .mapToDouble(number -> Double.parseDouble(number.replace(",", "")))
                .toArray();
    }
}
