package dev.parley.wire;

import dev.parley.wire.Ended.How;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;

/** Speaks HTTP/1.1, with Netty's decoder. */
final class Http1Dialect implements HttpDialect {
    /** The longest head, of which cookies and policies may be much. */
    private static final int HEAD_BYTES = 64 * 1024;

    private final Replies connection;
    private final HttpRequests requests;
    private final int maxBytes;
    // The last request and what it asked for: most often the next is the same.
    private String target;
    private byte[] request;

    Http1Dialect(Replies connection, HttpRequests requests, int maxBytes) {
        this.connection = connection;
        this.requests = requests;
        this.maxBytes = maxBytes;
    }

    @Override
    public void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(new HttpResponseDecoder(new HttpDecoderConfig()
                        .setMaxInitialLineLength(HEAD_BYTES)
                        .setMaxHeaderSize(HEAD_BYTES)))
                .addLast(new HttpObjectAggregator(maxBytes))
                .addLast(new Reading());
    }

    @Override
    public void send(Channel channel, String asked) {
        if (!asked.equals(target)) {
            target = asked;
            request = requests.http1(asked);
        }
        channel.writeAndFlush(channel.alloc().buffer(request.length).writeBytes(request));
    }

    @Override
    public boolean isGreeted() {
        return true;
    }

    private final class Reading extends SimpleChannelInboundHandler<FullHttpResponse> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse reply) {
            if (reply.decoderResult().isFailure()) {
                connection.end(
                        How.PROTOCOL_ERROR,
                        new Cause.NotHttp(
                                String.valueOf(reply.decoderResult().cause().getMessage())));
                return;
            }
            int status = reply.status().code();
            // RFC 9110 section 15.2: the answer comes after such a one.
            if (status >= 200) {
                // RFC 9112 section 6.3: a reply may go up to the end of the connection.
                boolean last =
                        !HttpUtil.isKeepAlive(reply) || !context.channel().isActive();
                connection.replied(status, ByteBufUtil.getBytes(reply.content()), last);
            }
        }
    }
}
