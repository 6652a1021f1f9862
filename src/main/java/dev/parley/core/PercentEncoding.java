package dev.parley.core;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Percent-encoding of what may not stand in a request line (RFC 3986 section 2.1). */
final class PercentEncoding {
    private static final Pattern PERCENT = Pattern.compile("%[0-9A-Fa-f]{2}");

    private PercentEncoding() {}

    /** Encodes a path with its query; what is encoded already stays. */
    static String of(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            if (codePoint == '%'
                    ? PERCENT.matcher(text).region(i, text.length()).lookingAt()
                    : isAllowed(codePoint)) {
                encoded.appendCodePoint(codePoint);
            } else {
                for (byte octet : text.substring(i, next).getBytes(StandardCharsets.UTF_8)) {
                    encoded.append(String.format("%%%02X", octet));
                }
            }
            i = next;
        }
        return encoded.toString();
    }

    private static boolean isAllowed(int codePoint) {
        return codePoint > ' ' && codePoint < 0x7F && "\"<>\\^`{|}".indexOf(codePoint) < 0;
    }
}
