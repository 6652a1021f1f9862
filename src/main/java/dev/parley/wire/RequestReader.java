package dev.parley.wire;

import dev.parley.protocol.Deflate;
import dev.parley.protocol.DeflateParameters;
import dev.parley.protocol.Header;
import dev.parley.protocol.HttpHead;
import dev.parley.protocol.Role;
import dev.parley.protocol.ServerHandshake;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Reads one request and answers it; what follows an accepted one is frames. */
final class RequestReader extends ByteToMessageDecoder {
    /** How long a client has for its request. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int HEAD_BYTES = 64 * 1024;

    private final Function<HttpHead, Welcome> host;
    private final int maxMessageBytes;
    private Future<?> timeout;

    RequestReader(Function<HttpHead, Welcome> host, int maxMessageBytes) {
        this.host = host;
        this.maxMessageBytes = maxMessageBytes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        timeout = context.executor()
                .schedule(() -> context.channel().close(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int length = headBytes(in);
        if (length == 0) {
            if (in.readableBytes() > HEAD_BYTES) {
                refuse(context.channel(), 431, "Request Header Fields Too Large", List.of(), new byte[0]);
            }
            return;
        }
        String head = in.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
        timeout.cancel(false);
        try {
            answer(context, new ServerHandshake(HttpHead.parse(head)));
        } catch (IllegalArgumentException e) {
            refuse(context.channel(), 400, "Bad Request", List.of(), new byte[0]);
        }
    }

    private void answer(ChannelHandlerContext context, ServerHandshake handshake) {
        Channel channel = context.channel();
        Welcome welcome = host.apply(handshake.request());
        if (welcome instanceof Welcome.Refuse refuse) {
            refuse(channel, refuse.status(), refuse.reason(), refuse.headers(), refuse.body());
        } else if (welcome instanceof Welcome.Verbatim verbatim) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(verbatim.answer()));
            open(context, verbatim.listener(), null, null);
        } else if (welcome instanceof Welcome.Accept accept) {
            int refusal = handshake.refusal();
            if (refusal > 0) {
                refuse(channel, refusal, "Not a WebSocket handshake", List.of(), new byte[0]);
                return;
            }
            DeflateParameters deflate = accept.deflate() ? handshake.deflate() : null;
            channel.writeAndFlush(
                    Unpooled.wrappedBuffer(handshake.accept(accept.subprotocol(), deflate, accept.headers())));
            open(context, accept.listener(), accept.subprotocol(), deflate);
        }
    }

    private void open(
            ChannelHandlerContext context, WireListener listener, String subprotocol, DeflateParameters deflate) {
        Channel channel = context.channel();
        OpenWire wire = new OpenWire(
                channel,
                Role.SERVER,
                listener,
                deflate == null ? null : new Deflate(Role.SERVER, deflate),
                maxMessageBytes);
        channel.pipeline().addLast(new FrameReader(wire, maxMessageBytes)).addLast(wire.new Ear());
        listener.event(
                new Opened(System.nanoTime(), wire, subprotocol, deflate == null ? null : DeflateParameters.NAME));
        // Frames that came with the request go on to whoever reads frames by now.
        channel.pipeline().remove(this);
    }

    private static void refuse(Channel channel, int status, String reason, List<Header> headers, byte[] body) {
        byte[] head = ServerHandshake.refuse(status, reason, body.length, headers);
        channel.writeAndFlush(Unpooled.wrappedBuffer(head, body)).addListener(ChannelFutureListener.CLOSE);
        channel.pipeline().addLast(new Drain());
    }

    /** Returns how long the head is with its empty line, or 0 if that has not come. */
    private static int headBytes(ByteBuf in) {
        int start = in.readerIndex();
        for (int i = start + 3; i < in.writerIndex(); i++) {
            if (in.getByte(i) == '\n'
                    && in.getByte(i - 1) == '\r'
                    && in.getByte(i - 2) == '\n'
                    && in.getByte(i - 3) == '\r') {
                return i + 1 - start;
            }
        }
        return 0;
    }

    /** Takes what comes after a refusal, and looks at none of it. */
    private static final class Drain extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            ((ByteBuf) bytes).release();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
