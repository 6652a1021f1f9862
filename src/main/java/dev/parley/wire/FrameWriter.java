package dev.parley.wire;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.ByteBuffer;
import java.security.SecureRandom;

/** Writes a client's frames, masked (RFC 6455 sections 5.2 and 5.3); the hot path of what goes out. */
final class FrameWriter {
    private static final int MASKS_AT_ONCE = 1024;

    /** 10.3 wants masks that nobody can predict; to draw them one by one would cost more than all the rest. */
    private static final FastThreadLocal<ByteBuffer> MASKS = new FastThreadLocal<>() {
        @Override
        protected ByteBuffer initialValue() {
            return ByteBuffer.allocate(4 * MASKS_AT_ONCE).flip();
        }
    };

    private static final SecureRandom RANDOM = new SecureRandom();

    private FrameWriter() {}

    /** Returns how long a frame is without its payload. */
    static int headerBytes(int payloadBytes) {
        return 2 + (payloadBytes < 126 ? 0 : payloadBytes < 65_536 ? 2 : 8) + 4;
    }

    /** Appends a frame to what goes out. */
    static void write(ByteBuf out, int firstByte, byte[] payload) {
        int mask = nextMask();
        out.ensureWritable(headerBytes(payload.length) + payload.length);
        out.writeByte(firstByte);
        if (payload.length < 126) {
            out.writeByte(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            out.writeByte(0x80 | 126).writeShort(payload.length);
        } else {
            out.writeByte(0x80 | 127).writeLong(payload.length);
        }
        out.writeInt(mask);
        int start = out.writerIndex();
        out.writeBytes(payload);
        mask(out, start, payload.length, mask);
    }

    private static void mask(ByteBuf frame, int start, int length, int mask) {
        long mask8 = (long) mask << 32 | mask & 0xFFFF_FFFFL;
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            frame.setLong(start + i, frame.getLong(start + i) ^ mask8);
        }
        for (; i < length; i++) {
            frame.setByte(start + i, frame.getByte(start + i) ^ mask >>> 8 * (3 - (i & 3)));
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
