package dev.parley.wire;

import dev.parley.wire.Ended.How;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2SettingsFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Speaks HTTP/2 (RFC 9113), with Netty's codec of frames: one request at a time, each a stream of its own. */
final class Http2Dialect implements HttpDialect {
    private final Replies connection;
    private final HttpRequests requests;
    private final int maxBytes;
    private final Reading replies = new Reading();
    private final Http2FrameCodec codec = Http2FrameCodecBuilder.forClient()
            .initialSettings(Http2Settings.defaultSettings().pushEnabled(false))
            // The preface goes out with the first request, which is ours to send at once (3.4).
            .flushPreface(false)
            .gracefulShutdownTimeoutMillis(0)
            .build();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    // Of the reply that is coming in; 0 before its head.
    private int status;
    private boolean greeted;
    // Whether the other side takes no new request.
    private boolean goneAway;

    Http2Dialect(Replies connection, HttpRequests requests, int maxBytes) {
        this.connection = connection;
        this.requests = requests;
        this.maxBytes = maxBytes;
    }

    @Override
    public void addTo(ChannelPipeline pipeline) {
        pipeline.addLast(codec).addLast(replies);
    }

    @Override
    public void send(Channel channel, String target) {
        status = 0;
        body.reset();
        channel.writeAndFlush(new DefaultHttp2HeadersFrame(requests.http2(target), true).stream(replies.newStream()))
                .addListener(written -> {
                    if (!written.isSuccess() && !(written.cause() instanceof IOException)) {
                        // As after a GOAWAY that came just before.
                        connection.end(
                                How.FIN,
                                new Cause.RequestNotTaken(
                                        String.valueOf(written.cause().getMessage())));
                    }
                });
    }

    @Override
    public boolean isGreeted() {
        return greeted;
    }

    private final class Reading extends Http2ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            try {
                read(context, frame);
            } finally {
                ReferenceCountUtil.release(frame);
            }
        }

        private void read(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2HeadersFrame headers) {
                head(headers);
            } else if (frame instanceof Http2DataFrame data) {
                data(context, data);
            } else if (frame instanceof Http2SettingsFrame) {
                // 3.4: it is the first that the other side sends.
                greeted = true;
            } else if (frame instanceof Http2ResetFrame reset) {
                connection.end(How.PROTOCOL_ERROR, new Cause.RequestReset(reset.errorCode()));
            } else if (frame instanceof Http2GoAwayFrame) {
                goneAway = true;
                endIfGoneAway();
            }
        }
    }

    private void head(Http2HeadersFrame headers) {
        CharSequence given = headers.headers().status();
        // 8.1: trailers have none, and what is below 200 comes before the answer.
        if (given != null) {
            status = Integer.parseInt(given.toString());
        }
        if (headers.isEndStream()) {
            finish();
        }
    }

    private void data(ChannelHandlerContext context, Http2DataFrame data) {
        int bytes = data.content().readableBytes();
        if (bytes > maxBytes - body.size()) {
            connection.end(How.PROTOCOL_ERROR, new Cause.AnswerTooLong(maxBytes));
            return;
        }
        byte[] copy = new byte[bytes];
        data.content().readBytes(copy);
        body.writeBytes(copy);
        if (data.isEndStream()) {
            finish();
        } else {
            // 6.9: what was read gives the server room for more.
            context.write(new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(data.stream()));
            context.flush();
        }
    }

    private void finish() {
        connection.replied(status, body.toByteArray(), goneAway);
        endIfGoneAway();
    }

    private void endIfGoneAway() {
        // 6.8: no new request is taken, and nobody waits any more.
        if (goneAway && !connection.isWaiting()) {
            connection.end(How.FIN, new Cause.GoneAway());
        }
    }
}
