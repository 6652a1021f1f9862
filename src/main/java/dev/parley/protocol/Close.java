package dev.parley.protocol;

import dev.parley.core.CloseCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a close frame says (RFC 6455 section 5.5.1).
 *
 * @param code {@link #NO_CODE} if it has none
 */
public record Close(int code, String reason) {
    /** Stands for a close frame without a code; never travels (RFC 6455 section 7.1.5). */
    public static final int NO_CODE = 1005;

    /** Reads the payload of a close frame; half a code is none. */
    public static Close read(byte[] payload) {
        if (payload.length < 2) {
            return new Close(NO_CODE, "");
        }
        int code = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        return new Close(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }

    /** Returns the payload of a close frame that says this. */
    public byte[] payload() {
        if (code == NO_CODE) {
            return new byte[0];
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
    }

    /** Writes it as people do: {@code 1001 (going away): server is stopping}. */
    @Override
    public String toString() {
        return CloseCode.describe(code, reason);
    }
}
