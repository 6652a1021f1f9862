package dev.parley.connect;

import dev.parley.core.Printable;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** The ways to write a binary message on a line. */
public enum Encoding {
    /** Two digits a byte; blanks between the bytes are allowed. */
    HEX,
    /** RFC 4648 section 4. */
    BASE64,
    /** The bytes themselves: all of stdin is cut into messages, and what comes goes to stdout without line ends. */
    RAW;

    /**
     * Finds one by its name, which is in small letters.
     *
     * @throws IllegalArgumentException with a sentence for the user, if there is none
     */
    public static Encoding parse(String name) {
        for (Encoding encoding : values()) {
            if (encoding.toString().equals(name)) {
                return encoding;
            }
        }
        throw new IllegalArgumentException("'" + name + "' is not one of hex, base64 and raw");
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is not in this encoding
     */
    byte[] decode(String line) {
        try {
            return switch (this) {
                case HEX -> HexFormat.of().parseHex(line.replaceAll("\\s|^0x", ""));
                case BASE64 -> Base64.getDecoder().decode(line.strip());
                case RAW -> throw new IllegalArgumentException();
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + Printable.cut(line, 40) + "' is not " + this + ": give "
                    + (this == HEX ? "two digits for each byte, like 48 69" : "something like SGk="));
        }
    }

    /** Writes bytes on one line. */
    String encode(byte[] bytes) {
        return this == BASE64
                ? Base64.getEncoder().encodeToString(bytes)
                : HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
