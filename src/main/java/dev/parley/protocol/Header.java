package dev.parley.protocol;

import dev.parley.core.Printable;
import dev.parley.core.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A header field of an HTTP message.
 *
 * @param name a token (RFC 9110 section 5.1)
 * @param value without line breaks; null leaves out the header of that name that is sent otherwise
 */
public record Header(String name, String value) {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern NO_VALUE = Pattern.compile("[\\r\\n\\x00]");

    /** Checks that the header stays one header. */
    public Header {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + Printable.cut(name, 40) + "' is not the name of a header");
        }
        if (value != null && NO_VALUE.matcher(value).find()) {
            throw new IllegalArgumentException("the value of the header " + name + " has a line break in it");
        }
    }

    /**
     * Reads a header as curl does: {@code Name: value}; {@code Name:} leaves that header out, {@code Name;} sends it empty.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is none of these
     */
    public static Header parse(String line) {
        int colon = line.indexOf(':');
        if (colon < 0 && line.endsWith(";")) {
            return new Header(line.substring(0, line.length() - 1).strip(), "");
        }
        if (colon < 1) {
            throw new IllegalArgumentException(
                    "'" + Printable.cut(line, 40) + "' is not a header: give one like 'Name: value'");
        }
        String value = line.substring(colon + 1).strip();
        return new Header(line.substring(0, colon).strip(), value.isEmpty() ? null : value);
    }

    /** Tells whether the value is a secret by its name: then it is not shown. */
    public boolean isSecret() {
        return Secrets.isHeader(name);
    }

    /** Tells whether it has that name; case does not matter (RFC 9110 section 5.1). */
    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Returns the value of the first header of that name, or null. */
    public static String value(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    /** Returns the elements of all headers of that name, which are lists with commas (RFC 9110 section 5.6.1). */
    public static List<String> elements(List<Header> headers, String name) {
        List<String> elements = new ArrayList<>();
        for (Header header : headers) {
            if (header.is(name)) {
                for (String element : header.value().split(",")) {
                    if (!element.isBlank()) {
                        elements.add(element.strip());
                    }
                }
            }
        }
        return elements;
    }

    @Override
    public String toString() {
        return name + ": " + (isSecret() ? Secrets.MASK : value);
    }
}
