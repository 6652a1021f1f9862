package dev.parley.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Reads frames, whatever is wrong with them (RFC 6455 section 5.2); the hot path of what comes in.
 *
 * <p>A payload is read into its own array as it comes, so that a long frame is not copied again and again.
 */
final class FrameReader extends ByteToMessageDecoder {
    private final Wire wire;
    private final int maxBytes;
    // The frame that is coming in, or null between two.
    private byte[] payload;
    private int filled;
    private int firstByte;
    private int headerBytes;
    // Set if the other side masks, which it must not.
    private byte[] mask;

    FrameReader(Wire wire, int maxBytes) {
        this.wire = wire;
        this.maxBytes = maxBytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (wire.isDeaf()) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (payload == null && !readHeader(in)) {
            return;
        }
        int length = Math.min(in.readableBytes(), payload.length - filled);
        in.readBytes(payload, filled, length);
        filled += length;
        if (filled == payload.length) {
            byte[] whole = payload;
            payload = null;
            if (mask != null) {
                for (int i = 0; i < whole.length; i++) {
                    whole[i] ^= mask[i & 3];
                }
            }
            wire.received(new Frame(System.nanoTime(), false, firstByte, mask != null, headerBytes, whole));
        }
    }

    /** Does not ask for more, as Netty's own would while nothing is to be read. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        discardSomeReadBytes();
        context.fireChannelReadComplete();
    }

    private boolean readHeader(ByteBuf in) {
        int start = in.readerIndex();
        if (in.readableBytes() < 2) {
            return false;
        }
        int secondByte = in.getUnsignedByte(start + 1);
        int lengthCode = secondByte & 0x7F;
        int lengthBytes = lengthCode == 127 ? 8 : lengthCode == 126 ? 2 : 0;
        boolean masked = (secondByte & 0x80) != 0;
        headerBytes = 2 + lengthBytes + (masked ? 4 : 0);
        if (in.readableBytes() < headerBytes) {
            return false;
        }
        firstByte = in.readUnsignedByte();
        in.skipBytes(1);
        long length = lengthCode == 127 ? in.readLong() : lengthCode == 126 ? in.readUnsignedShort() : lengthCode;
        if (length < 0 || length > maxBytes) {
            wire.fail(
                    1009, "a frame of " + Long.toUnsignedString(length) + " bytes, at most " + maxBytes + " are taken");
            return false;
        }
        mask = null;
        if (masked) {
            mask = new byte[4];
            in.readBytes(mask);
        }
        payload = new byte[(int) length];
        filled = 0;
        return true;
    }
}
