package dev.parley.core;

import java.util.Locale;

/** The hosts that are reached without a proxy: {@code NO_PROXY}, as curl reads it. */
public final class NoProxy {
    private NoProxy() {}

    /**
     * Tells whether a host is in the list.
     *
     * @param list names and addresses with commas or blanks between them; a name stands for its subdomains too, with or
     *     without a leading dot, and may end in a port; {@code *} is every host
     */
    public static boolean matches(String list, String host, int port) {
        String name = host.toLowerCase(Locale.ROOT);
        for (String entry : list.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
            if (entry.equals("*") || (!entry.isEmpty() && matchesEntry(entry, name, port))) {
                return true;
            }
        }
        return false;
    }

    private static boolean matchesEntry(String entry, String name, int port) {
        String pattern = entry;
        int colon = entry.lastIndexOf(':');
        // An IPv6 address has more than one colon, and brackets if it has a port.
        if (colon > 0 && (entry.indexOf(':') == colon || entry.charAt(colon - 1) == ']')) {
            if (!entry.substring(colon + 1).equals(Integer.toString(port))) {
                return false;
            }
            pattern = entry.substring(0, colon);
        }
        pattern = pattern.replaceFirst("^\\*?\\.", "").replaceAll("[\\[\\]]", "");
        return name.equals(pattern) || name.endsWith("." + pattern);
    }
}
