package dev.parley.conformance;

import dev.parley.core.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes payloads down: as rows give them, and as people read them. */
public final class Payload {
    private static final int SHOWN_BYTES = 16;

    private Payload() {}

    /** Reads bytes as in {@code "c3 28"}. */
    public static byte[] hex(String bytes) {
        return HexFormat.ofDelimiter(" ").parseHex(bytes);
    }

    /** Makes so many of the same byte, which is a letter. */
    public static byte[] letters(int count) {
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'x');
        return letters;
    }

    /** Encodes text. */
    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a payload for people: as text if it is short and printable. */
    static String show(byte[] payload) {
        if (payload.length > SHOWN_BYTES) {
            return "of " + payload.length + " bytes";
        }
        if (payload.length == 0) {
            return "without payload";
        }
        boolean printable = true;
        for (byte unit : payload) {
            printable &= unit >= ' ' && unit <= '~';
        }
        return printable
                ? "'" + Printable.show(new String(payload, StandardCharsets.US_ASCII)) + "'"
                : HexFormat.ofDelimiter(" ").formatHex(payload);
    }
}
