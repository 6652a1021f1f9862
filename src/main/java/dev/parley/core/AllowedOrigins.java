package dev.parley.core;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The web pages that may connect, by the {@code Origin} of the handshake (RFC 6455 section 10.2).
 *
 * <p>A handshake without that header does not come from a browser and is always allowed: anything but a browser can send
 * whatever header it likes.
 */
public final class AllowedOrigins {
    /** What {@link #parse} takes, in words for a user. */
    static final String ALLOWED =
            "give *, same, or origins separated by commas, like https://example.com,http://localhost:8080";

    // "null" is what a browser sends for a page that was opened from disk.
    private static final Pattern ORIGIN = Pattern.compile("null|[a-z][a-z0-9+.-]*://[^\\s/?#,@*]+");

    private final boolean any;
    private final boolean same;
    private final List<String> origins;

    private AllowedOrigins(boolean any, boolean same, List<String> origins) {
        this.any = any;
        this.same = same;
        this.origins = origins;
    }

    /**
     * Reads {@code *}, {@code same} or a comma-separated list of origins.
     *
     * @throws IllegalArgumentException with a sentence for the user, if the text is anything else
     */
    public static AllowedOrigins parse(String text) {
        if (text.equals("*") || text.equals("same")) {
            return new AllowedOrigins(text.equals("*"), text.equals("same"), List.of());
        }
        List<String> origins = Arrays.stream(text.split(",", -1))
                .map(origin -> normal(origin.strip()))
                .toList();
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException("'" + Printable.cut(origin, 40) + "' is not an origin: " + ALLOWED);
            }
        }
        return new AllowedOrigins(false, false, origins);
    }

    /**
     * Tells whether a page may connect.
     *
     * @param origin of the handshake, or null if it has none
     * @param host the handshake's {@code Host}, or null; it is compared for {@code same} only, and without the scheme, because a
     *     proxy that ends TLS changes that
     */
    public boolean admit(String origin, String host) {
        if (any || origin == null) {
            return true;
        }
        String asked = normal(origin);
        if (!same) {
            return origins.contains(asked);
        }
        int authority = asked.indexOf("://");
        if (host == null || authority < 0) {
            return false;
        }
        String scheme = asked.substring(0, authority);
        return asked.equals(normal(scheme + "://" + host));
    }

    /** Writes an origin in lower case and without the port that its scheme has anyway (RFC 6454 section 6). */
    private static String normal(String origin) {
        String lower = origin.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") && lower.endsWith(":80")) {
            return lower.substring(0, lower.length() - 3);
        }
        if (lower.startsWith("https://") && lower.endsWith(":443")) {
            return lower.substring(0, lower.length() - 4);
        }
        return lower;
    }
}
