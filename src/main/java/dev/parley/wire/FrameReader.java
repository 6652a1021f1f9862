package dev.parley.wire;

import dev.parley.protocol.Frame;
import dev.parley.protocol.FrameDecoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;

/** Hands what comes in to the decoder, and the frames to the connection. */
final class FrameReader extends ByteToMessageDecoder {
    private final OpenWire wire;
    private final FrameDecoder decoder;

    FrameReader(OpenWire wire, int maxBytes) {
        this.wire = wire;
        this.decoder = new FrameDecoder(maxBytes);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (wire.isDeaf()) {
            in.skipBytes(in.readableBytes());
            return;
        }
        ByteBuffer bytes = in.internalNioBuffer(in.readerIndex(), in.readableBytes());
        int before = bytes.remaining();
        Frame frame = decoder.decode(bytes);
        in.skipBytes(before - bytes.remaining());
        if (frame != null) {
            wire.received(frame);
        } else if (decoder.violation() != null) {
            wire.fail(decoder.violation());
        }
    }

    /** Does not ask for more, as Netty's own would while nothing is to be read. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        discardSomeReadBytes();
        context.fireChannelReadComplete();
    }
}
