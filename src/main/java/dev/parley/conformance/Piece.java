package dev.parley.conformance;

import dev.parley.core.Printable;
import dev.parley.protocol.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.StringJoiner;

/**
 * Is a piece of what a case sends: mostly a frame, right or wrong.
 *
 * @param bytes as they go over the wire
 * @param payload without the mask
 * @param words what it is, as a clause
 * @param whole whether all of the payload comes that was announced: else what follows is taken for the rest of it
 */
record Piece(byte[] bytes, byte[] payload, String words, boolean whole) {
    /** That of the examples in RFC 6455 section 5.7: nothing secret is sent, and a case is the same every time. */
    private static final byte[] MASK = {0x37, (byte) 0xFA, 0x21, 0x3D};

    private static final int LONGEST_HEADER = 14;
    private static final int SHOWN_BYTES = 16;

    static Piece text(String text) {
        return frame(Frame.FIN | Frame.TEXT, text);
    }

    static Piece text(byte[] payload) {
        return frame(Frame.FIN | Frame.TEXT, payload);
    }

    static Piece binary(byte[] payload) {
        return frame(Frame.FIN | Frame.BINARY, payload);
    }

    static Piece ping(String payload) {
        return frame(Frame.FIN | Frame.PING, payload);
    }

    static Piece pong(String payload) {
        return frame(Frame.FIN | Frame.PONG, payload);
    }

    static Piece close(int code, String reason) {
        byte[] text = utf8(reason);
        byte[] payload = ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
        return close(payload, "close frame " + code + (reason.isEmpty() ? "" : " with a reason of " + text.length));
    }

    /** Makes a close frame with any payload. */
    static Piece close(byte[] payload) {
        return frame(Frame.FIN | Frame.CLOSE, payload);
    }

    /** Makes the first frame of a text message. */
    static Piece begin(String text) {
        return frame(Frame.TEXT, text);
    }

    /** Makes a frame in the middle of a message. */
    static Piece middle(String text) {
        return frame(Frame.CONTINUATION, text);
    }

    /** Makes the last frame of a message. */
    static Piece end(String text) {
        return frame(Frame.FIN | Frame.CONTINUATION, text);
    }

    static Piece frame(int firstByte, String payload) {
        return frame(firstByte, utf8(payload));
    }

    /** Makes a frame with any first byte: FIN, reserved bits and opcode. */
    static Piece frame(int firstByte, byte[] payload) {
        int lengthBytes = payload.length <= 125 ? 0 : payload.length <= 0xFFFF ? 2 : 8;
        return new Piece(
                bytes(firstByte, lengthBytes, payload.length, MASK, payload),
                payload,
                describe(firstByte, payload),
                true);
    }

    /** Makes a frame as a server would. */
    static Piece unmasked(int firstByte, String payload) {
        byte[] bytes = utf8(payload);
        return new Piece(
                bytes(firstByte, 0, bytes.length, new byte[0], bytes),
                bytes,
                describe(firstByte, bytes) + ", unmasked",
                true);
    }

    /** Makes a frame that gives its length in 16 bits, whatever it is. */
    static Piece length16(int firstByte, byte[] payload) {
        return new Piece(
                bytes(firstByte, 2, payload.length, MASK, payload),
                payload,
                describe(firstByte, payload) + ", its length in 16 bits",
                true);
    }

    /** Makes a frame that gives its length in 64 bits, whatever it is. */
    static Piece length64(int firstByte, byte[] payload) {
        return new Piece(
                bytes(firstByte, 8, payload.length, MASK, payload),
                payload,
                describe(firstByte, payload) + ", its length in 64 bits",
                true);
    }

    /** Makes the start of a frame that announces more than comes. */
    static Piece announced(int firstByte, long length, String payload) {
        byte[] bytes = utf8(payload);
        return new Piece(
                bytes(firstByte, 8, length, MASK, bytes),
                bytes,
                "the first " + bytes.length + " bytes of a frame that announces " + Long.toUnsignedString(length),
                false);
    }

    /** Tells whether it is a close frame with this code, whatever else is wrong with it. */
    boolean closesWith(int code) {
        return (bytes[0] & 0x0F) == Frame.CLOSE
                && payload.length >= 2
                && (ByteBuffer.wrap(payload).getShort() & 0xFFFF) == code;
    }

    /** Reads bytes as in {@code "c3 28"}. */
    static byte[] hex(String bytes) {
        return HexFormat.ofDelimiter(" ").parseHex(bytes);
    }

    /** Makes so many of the same byte, which is a letter. */
    static byte[] letters(int count) {
        byte[] letters = new byte[count];
        Arrays.fill(letters, (byte) 'x');
        return letters;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes a payload for people: as text if it is short and printable. */
    static String show(byte[] payload) {
        boolean printable = payload.length > 0;
        for (byte unit : payload) {
            printable &= unit >= ' ' && unit <= '~';
        }
        if (payload.length > SHOWN_BYTES) {
            return "of " + payload.length + " bytes";
        }
        if (payload.length == 0) {
            return "without payload";
        }
        return printable
                ? "'" + Printable.show(new String(payload, StandardCharsets.US_ASCII)) + "'"
                : HexFormat.ofDelimiter(" ").formatHex(payload);
    }

    private static Piece close(byte[] payload, String words) {
        return new Piece(close(payload).bytes, payload, words, true);
    }

    private static String describe(int firstByte, byte[] payload) {
        int opcode = firstByte & 0x0F;
        String kind =
                switch (opcode) {
                    case Frame.CONTINUATION -> "continuation";
                    case Frame.TEXT -> "text frame";
                    case Frame.BINARY -> "binary frame";
                    case Frame.CLOSE -> "close frame";
                    case Frame.PING -> "ping";
                    case Frame.PONG -> "pong";
                    default -> "frame of opcode " + opcode;
                };
        StringJoiner bits = new StringJoiner(", ", " with ", "").setEmptyValue("");
        for (int bit = 1; bit <= 3; bit++) {
            if ((firstByte & Frame.FIN >> bit) != 0) {
                bits.add("RSV" + bit);
            }
        }
        return kind + " " + show(payload) + bits + ((firstByte & Frame.FIN) == 0 ? " without FIN" : "");
    }

    private static byte[] bytes(int firstByte, int lengthBytes, long length, byte[] mask, byte[] payload) {
        int masked = mask.length == 0 ? 0 : 0x80;
        ByteBuffer frame = ByteBuffer.allocate(LONGEST_HEADER + payload.length).put((byte) firstByte);
        switch (lengthBytes) {
            case 0 -> frame.put((byte) (masked | length));
            case 2 -> frame.put((byte) (masked | 126)).putShort((short) length);
            default -> frame.put((byte) (masked | 127)).putLong(length);
        }
        frame.put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (masked == 0 ? 0 : mask[i & 3])));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }
}
