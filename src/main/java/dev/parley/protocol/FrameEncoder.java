package dev.parley.protocol;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Writes frames, right or wrong, of one side (RFC 6455 sections 5.2 and 5.3); the hot path of what goes out. Thread-safe.
 *
 * <p>Nothing is checked: whoever wants a broken frame gets it.
 */
public final class FrameEncoder {
    /** The ways to write a length (section 5.2), of which only the shortest is allowed. */
    public enum LengthForm {
        BITS_7(0),
        BITS_16(2),
        BITS_64(8);

        private final int bytes;

        LengthForm(int bytes) {
            this.bytes = bytes;
        }

        /** Returns the shortest for a length. */
        public static LengthForm of(long length) {
            return length < 126 ? BITS_7 : length < 65_536 ? BITS_16 : BITS_64;
        }
    }

    private static final int LONGEST_HEADER = 14;
    private static final int MASKS_AT_ONCE = 1024;

    /** 10.3 wants masks that nobody can predict; to draw them one by one would cost more than all the rest. */
    private static final ThreadLocal<ByteBuffer> MASKS =
            ThreadLocal.withInitial(() -> ByteBuffer.allocate(4 * MASKS_AT_ONCE).flip());

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Role role;

    /** Makes an encoder for what this side sends. */
    public FrameEncoder(Role role) {
        this.role = role;
    }

    /** Returns how long a frame is without its payload: 2 to 14 bytes. */
    public int headerBytes(int payloadBytes) {
        return 2 + LengthForm.of(payloadBytes).bytes + (role.masks() ? 4 : 0);
    }

    /**
     * Appends a frame.
     *
     * @param out has room for {@link #headerBytes} and the payload
     * @param firstByte FIN, reserved bits and opcode
     */
    public void encode(ByteBuffer out, int firstByte, byte[] payload) {
        if (role.masks()) {
            int mask = nextMask();
            header(out, firstByte, LengthForm.of(payload.length), payload.length, 0x80);
            out.putInt(mask);
            putMasked(out, payload, mask);
        } else {
            header(out, firstByte, LengthForm.of(payload.length), payload.length, 0);
            out.put(payload);
        }
    }

    /** Returns a frame in an array of its own. */
    public byte[] frame(int firstByte, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(headerBytes(payload.length) + payload.length);
        encode(out, firstByte, payload);
        return out.array();
    }

    /**
     * Returns a frame, or the beginning of one, with a header of any kind: a length that is not the shortest form, or more
     * than what follows.
     *
     * @param length what the header announces
     * @param mask the same every time, so that a case can be repeated byte for byte; a role that does not mask leaves it out
     */
    public byte[] frame(int firstByte, LengthForm form, long length, int mask, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(LONGEST_HEADER + payload.length);
        header(out, firstByte, form, length, role.masks() ? 0x80 : 0);
        if (role.masks()) {
            out.putInt(mask);
            putMasked(out, payload, mask);
        } else {
            out.put(payload);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static void header(ByteBuffer out, int firstByte, LengthForm form, long length, int maskBit) {
        out.put((byte) firstByte);
        switch (form) {
            case BITS_7 -> out.put((byte) (maskBit | (int) length));
            case BITS_16 -> out.put((byte) (maskBit | 126)).putShort((short) length);
            default -> out.put((byte) (maskBit | 127)).putLong(length);
        }
    }

    private static void putMasked(ByteBuffer out, byte[] payload, int mask) {
        int start = out.position();
        out.put(payload);
        long mask8 = (long) mask << 32 | mask & 0xFFFF_FFFFL;
        int i = 0;
        for (; i + 8 <= payload.length; i += 8) {
            out.putLong(start + i, out.getLong(start + i) ^ mask8);
        }
        for (; i < payload.length; i++) {
            out.put(start + i, (byte) (payload[i] ^ mask >>> 8 * (3 - (i & 3))));
        }
    }

    private static int nextMask() {
        ByteBuffer masks = MASKS.get();
        if (!masks.hasRemaining()) {
            RANDOM.nextBytes(masks.array());
            masks.clear();
        }
        return masks.getInt();
    }
}
