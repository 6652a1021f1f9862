package dev.parley.core;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** The parameters in a URL's query, decoded as UTF-8; containers differ in how they decode it. */
public final class QueryString {
    private QueryString() {}

    /**
     * Returns the first value of a parameter, decoded, or {@code otherwise} if the query has none of that name.
     *
     * @param query without its question mark, still encoded; may be null
     * @throws IllegalArgumentException if the value has a broken percent escape
     */
    public static String parameter(String query, String name, String otherwise) {
        if (query == null) {
            return otherwise;
        }
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals >= 0 && pair.substring(0, equals).equals(name)) {
                return URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            }
        }
        return otherwise;
    }
}
