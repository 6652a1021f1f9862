package dev.parley.conformance;

import dev.parley.protocol.Frame;
import dev.parley.protocol.FrameEncoder;
import dev.parley.protocol.FrameEncoder.LengthForm;
import dev.parley.protocol.Role;
import java.nio.ByteBuffer;
import java.util.StringJoiner;

/**
 * A frame to be sent, right or wrong; who sends it decides whether it is masked.
 *
 * @param firstByte FIN, reserved bits and opcode
 * @param payload without a mask
 * @param words what it is, as a clause
 * @param form how its length is written
 * @param length what its header announces
 * @param masking whether it is masked as the sender has to
 */
public record Piece(int firstByte, byte[] payload, String words, LengthForm form, long length, Masking masking) {
    /** Whether a frame is masked as RFC 6455 section 5.1 asks of its sender. */
    public enum Masking {
        RIGHT,
        /** Unmasked from a client, masked from a server. */
        WRONG
    }

    /** That of the examples in RFC 6455 section 5.7: nothing secret is sent, and a case is the same every time. */
    private static final int MASK = 0x37FA213D;

    /** Makes a text message in one frame. */
    public static Piece text(String text) {
        return frame(Frame.FIN | Frame.TEXT, text);
    }

    /** Makes the same of bytes, which may be no UTF-8. */
    public static Piece text(byte[] payload) {
        return frame(Frame.FIN | Frame.TEXT, payload);
    }

    /** Makes a binary message in one frame. */
    public static Piece binary(byte[] payload) {
        return frame(Frame.FIN | Frame.BINARY, payload);
    }

    /** Makes a ping. */
    public static Piece ping(String payload) {
        return frame(Frame.FIN | Frame.PING, payload);
    }

    /** Makes a pong. */
    public static Piece pong(String payload) {
        return frame(Frame.FIN | Frame.PONG, payload);
    }

    /** Makes a close frame. */
    public static Piece close(int code, String reason) {
        byte[] text = Payload.utf8(reason);
        byte[] payload = ByteBuffer.allocate(2 + text.length)
                .putShort((short) code)
                .put(text)
                .array();
        String words = "close frame " + code + (reason.isEmpty() ? "" : " with a reason of " + text.length);
        return shortest(Frame.FIN | Frame.CLOSE, payload, words, Masking.RIGHT);
    }

    /** Makes a close frame with any payload. */
    public static Piece close(byte[] payload) {
        return frame(Frame.FIN | Frame.CLOSE, payload);
    }

    /** Makes the first frame of a text message. */
    public static Piece begin(String text) {
        return frame(Frame.TEXT, text);
    }

    /** Makes a frame in the middle of a message. */
    public static Piece middle(String text) {
        return frame(Frame.CONTINUATION, text);
    }

    /** Makes the last frame of a message. */
    public static Piece end(String text) {
        return frame(Frame.FIN | Frame.CONTINUATION, text);
    }

    /** Makes a frame with any first byte: FIN, reserved bits and opcode. */
    public static Piece frame(int firstByte, String payload) {
        return frame(firstByte, Payload.utf8(payload));
    }

    /** Makes the same of bytes. */
    public static Piece frame(int firstByte, byte[] payload) {
        return shortest(firstByte, payload, describe(firstByte, payload), Masking.RIGHT);
    }

    /** Makes a frame that is masked as only the peer may do it: from a client it is not. */
    public static Piece unmasked(int firstByte, String payload) {
        byte[] bytes = Payload.utf8(payload);
        return shortest(firstByte, bytes, describe(firstByte, bytes) + ", unmasked", Masking.WRONG);
    }

    /** Makes a frame that gives its length in 16 bits, whatever it is. */
    public static Piece length16(int firstByte, byte[] payload) {
        String words = describe(firstByte, payload) + ", its length in 16 bits";
        return new Piece(firstByte, payload, words, LengthForm.BITS_16, payload.length, Masking.RIGHT);
    }

    /** Makes a frame that gives its length in 64 bits, whatever it is. */
    public static Piece length64(int firstByte, byte[] payload) {
        String words = describe(firstByte, payload) + ", its length in 64 bits";
        return new Piece(firstByte, payload, words, LengthForm.BITS_64, payload.length, Masking.RIGHT);
    }

    /** Makes the start of a frame that announces more than comes. */
    public static Piece announced(int firstByte, long length, String payload) {
        byte[] bytes = Payload.utf8(payload);
        String words =
                "the first " + bytes.length + " bytes of a frame that announces " + Long.toUnsignedString(length);
        return new Piece(firstByte, bytes, words, LengthForm.BITS_64, length, Masking.RIGHT);
    }

    /** Returns it as it goes over the wire from this side. */
    byte[] bytes(Role sender) {
        FrameEncoder encoder = new FrameEncoder(masking == Masking.RIGHT ? sender : sender.peer());
        return encoder.frame(firstByte, form, length, MASK, payload);
    }

    /** Tells whether all of the payload comes that was announced: else what follows is taken for the rest of it. */
    boolean isWhole() {
        return length == payload.length;
    }

    /** Tells whether it is a close frame with this code, whatever else is wrong with it. */
    boolean closesWith(int code) {
        return (firstByte & 0x0F) == Frame.CLOSE
                && payload.length >= 2
                && (ByteBuffer.wrap(payload).getShort() & 0xFFFF) == code;
    }

    private static Piece shortest(int firstByte, byte[] payload, String words, Masking masking) {
        return new Piece(firstByte, payload, words, LengthForm.of(payload.length), payload.length, masking);
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
        return kind + " " + Payload.show(payload) + bits + ((firstByte & Frame.FIN) == 0 ? " without FIN" : "");
    }
}
