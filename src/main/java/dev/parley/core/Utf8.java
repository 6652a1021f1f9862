package dev.parley.core;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as it travels: WebSocket text is UTF-8 (RFC 6455 section 5.6). */
public final class Utf8 {
    private Utf8() {}

    /** Counts the bytes of UTF-8; half of a surrogate pair counts 2, so a pair cut in two parts still counts 4. */
    public static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit >= 0x80) {
                length += unit < 0x800 || Character.isSurrogate(unit) ? 1 : 2;
            }
        }
        return length;
    }

    /** Tells whether these bytes are UTF-8. */
    public static boolean isValid(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] < 0) {
                return isDecodable(ByteBuffer.wrap(bytes, i, bytes.length - i));
            }
        }
        return true;
    }

    private static boolean isDecodable(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
