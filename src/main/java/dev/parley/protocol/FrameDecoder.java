package dev.parley.protocol;

import java.nio.ByteBuffer;

/**
 * Reads frames, whatever is wrong with them (RFC 6455 section 5.2); the hot path of what comes in.
 *
 * <p>A payload is read into its own array as it comes, so that a long frame is not copied again and again. For one thread at a
 * time.
 */
public final class FrameDecoder {
    private final int maxBytes;
    // The frame that is coming in, or null between two.
    private byte[] payload;
    private int filled;
    private int firstByte;
    private int headerBytes;
    // Null unless the frame is masked.
    private byte[] mask;
    private Violation violation;

    /**
     * Makes a decoder for one direction of a connection.
     *
     * @param maxBytes the longest payload taken
     */
    public FrameDecoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Takes bytes up to the end of the next frame.
     *
     * @param in a header that is not whole is left in it
     * @return the frame, or null if it is not whole yet, or if there was a {@link #violation}: then nothing can follow
     */
    public Frame decode(ByteBuffer in) {
        if (violation != null || payload == null && !readHeader(in)) {
            return null;
        }
        int length = Math.min(in.remaining(), payload.length - filled);
        in.get(payload, filled, length);
        filled += length;
        if (filled < payload.length) {
            return null;
        }
        byte[] whole = payload;
        payload = null;
        if (mask != null) {
            for (int i = 0; i < whole.length; i++) {
                whole[i] ^= mask[i & 3];
            }
        }
        return new Frame(firstByte, mask != null, headerBytes, whole);
    }

    /**
     * Returns how many bytes are missing to the end of the frame that is coming in, as far as its header says so: at least 1.
     * Who reads no more than that takes nothing of what follows.
     */
    public int missingBytes() {
        return payload == null ? 1 : payload.length - filled;
    }

    /** Returns why no frame can be read any more, or null. */
    public Violation violation() {
        return violation;
    }

    private boolean readHeader(ByteBuffer in) {
        int start = in.position();
        if (in.remaining() < 2) {
            return false;
        }
        int secondByte = in.get(start + 1);
        int lengthCode = secondByte & 0x7F;
        int lengthBytes = lengthCode == 127 ? 8 : lengthCode == 126 ? 2 : 0;
        boolean masked = (secondByte & 0x80) != 0;
        int bytes = 2 + lengthBytes + (masked ? 4 : 0);
        if (in.remaining() < bytes) {
            return false;
        }
        firstByte = in.get() & 0xFF;
        in.get();
        long length = lengthCode == 127 ? in.getLong() : lengthCode == 126 ? in.getShort() & 0xFFFF : lengthCode;
        if (length < 0 || length > maxBytes) {
            violation = new Violation(Rule.FRAME_SIZE, length, maxBytes);
            return false;
        }
        mask = null;
        if (masked) {
            mask = new byte[4];
            in.get(mask);
        }
        headerBytes = bytes;
        payload = new byte[(int) length];
        filled = 0;
        return true;
    }
}
