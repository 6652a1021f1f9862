package dev.parley.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A figure that is not the same directly and through the path.
 *
 * @param name as in the report for machines, with the names it is within: {@code cut_after_seconds.client_data}
 * @param direct its value directly; null if it has none
 * @param path its value through the path; null if it has none
 */
record Differing(String name, Object direct, Object path) {
    /** Returns those that differ by more than two runs do anyway. */
    static List<Differing> of(Map<?, ?> direct, Map<?, ?> path) {
        List<Differing> differing = new ArrayList<>();
        collect("", direct, path, differing);
        return List.copyOf(differing);
    }

    /** Tells whether it is a time that is measured, and never the same twice. */
    boolean isTime() {
        return name.endsWith("_ms");
    }

    /** Says it for a person: {@code idle seconds: 300 directly, 60 through the path}. */
    String sentence() {
        return words(name) + ": " + shown(direct) + " directly, " + shown(path) + " through the path";
    }

    private static void collect(String within, Map<?, ?> direct, Map<?, ?> path, List<Differing> differing) {
        TreeSet<String> more = new TreeSet<>();
        path.keySet().forEach(name -> more.add(name.toString()));
        List<String> names = new ArrayList<>();
        direct.keySet().forEach(name -> names.add(name.toString()));
        more.removeAll(names);
        names.addAll(more);
        for (String name : names) {
            compare(within + name, direct.get(name), path.get(name), differing);
        }
    }

    private static void compare(String name, Object direct, Object path, List<Differing> differing) {
        if (direct instanceof Map<?, ?> one && path instanceof Map<?, ?> other) {
            collect(name + ".", one, other, differing);
        } else if (!same(direct, path)) {
            differing.add(new Differing(name, direct, path));
        }
    }

    private static boolean same(Object one, Object other) {
        if (one instanceof Number number && other instanceof Number another) {
            return Likeness.same(number.doubleValue(), another.doubleValue());
        }
        if (one instanceof List<?> list && other instanceof List<?> another && list.size() == another.size()) {
            for (int i = 0; i < list.size(); i++) {
                if (!same(list.get(i), another.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return Objects.equals(one, other);
    }

    /** Writes {@code pong_ms} as {@code pong milliseconds}, and {@code cut_after_seconds.nothing} with a comma. */
    private static String words(String name) {
        return name.replaceAll("_ms$", "_milliseconds").replace(".", ", ").replace('_', ' ');
    }

    private static String shown(Object value) {
        if (value == null) {
            return "none";
        }
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return number == Math.rint(number) || Math.abs(number) >= 1000
                    ? String.format(Locale.ROOT, "%.0f", number)
                    : String.format(Locale.ROOT, "%.3g", number);
        }
        if (value instanceof List<?>) {
            // Names among them are spelt for machines.
            return value.toString().replace('_', ' ');
        }
        return value instanceof Boolean yes ? yes ? "yes" : "no" : value.toString();
    }
}
