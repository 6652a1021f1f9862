package dev.parley.wire;

import dev.parley.protocol.Header;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Sends the handshake and reads the answer, with Netty's decoder of HTTP; keeps the bytes as they came. */
final class AnswerReader extends ChannelInboundHandlerAdapter {
    /** How much of a refusal's body is read, and how long. */
    private static final int BODY_BYTES = 8 * 1024;

    private static final long BODY_MILLIS = 1_000;

    /** The longest head, of which cookies and policies may be much. */
    private static final int HEAD_BYTES = 64 * 1024;

    /** More than any sane head and start of a body; what comes after is read, too, but not kept. */
    private static final int KEPT_BYTES = 128 * 1024;

    private static final Pattern HTTP_1 = Pattern.compile("^HTTP/1\\.");

    private final byte[] request;
    private final Consumer<Answered> answered;
    private final Consumer<Cause> notAnswered;
    private final HttpResponseDecoder decoder = new HttpResponseDecoder(
            new HttpDecoderConfig().setMaxInitialLineLength(HEAD_BYTES).setMaxHeaderSize(HEAD_BYTES));
    private final Tap tap = new Tap();
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream(512);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);
    private HttpResponse head;
    // When the last of it came, before anything was made of it.
    private long lastNanos;
    private boolean done;

    /**
     * Makes a reader for one handshake.
     *
     * @param answered takes the whole answer, or as much of a refusal as is of use
     * @param notAnswered is told that what came is no answer
     */
    AnswerReader(byte[] request, Consumer<Answered> answered, Consumer<Cause> notAnswered) {
        this.request = request;
        this.answered = answered;
        this.notAnswered = notAnswered;
    }

    /** Begins. */
    void addTo(Way way, Channel channel) {
        way.addHandler(tap);
        way.addHandler(decoder);
        way.addHandler(this);
        channel.writeAndFlush(channel.alloc().buffer().writeBytes(request));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
        try {
            if (done) {
                return;
            }
            if (part instanceof HttpResponse response) {
                begin(context, response);
            }
            if (part instanceof HttpContent content && !done) {
                read(context, content);
            }
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    /** Makes do with what there is of an answer. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        finish(context);
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        finish(context);
        context.fireExceptionCaught(cause);
    }

    private void begin(ChannelHandlerContext context, HttpResponse response) {
        head = response;
        if (response.decoderResult().isFailure()) {
            done = true;
            notAnswered.accept(noHttp(response.decoderResult().cause()));
        } else if (isUpgrade() && !response.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_ACCEPT)) {
            // Netty takes it for a draft of the protocol in which a body follows.
            finish(context);
        } else {
            context.executor().schedule(() -> finish(context), BODY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void read(ChannelHandlerContext context, HttpContent content) {
        byte[] bytes = new byte[Math.min(content.content().readableBytes(), BODY_BYTES - body.size())];
        content.content().readBytes(bytes);
        body.writeBytes(bytes);
        if (content instanceof LastHttpContent && head.status().code() < 200 && !isUpgrade()) {
            // RFC 9110 section 15.2: the answer comes after this one, perhaps at once.
            byte[] received = raw.toByteArray();
            int length = upToBody(received).length;
            raw.reset();
            raw.write(received, length, received.length - length);
            body.reset();
            head = null;
        } else if (content instanceof LastHttpContent || body.size() == BODY_BYTES) {
            finish(context);
        }
    }

    private void finish(ChannelHandlerContext context) {
        if (done || head == null) {
            return;
        }
        done = true;
        List<Header> headers = new ArrayList<>();
        head.headers().forEach(header -> headers.add(new Header(header.getKey(), header.getValue())));
        byte[] received = raw.toByteArray();
        answered.accept(new Answered(
                lastNanos,
                request,
                isUpgrade() ? upToBody(received) : received,
                head.status().code(),
                head.status().reasonPhrase(),
                headers,
                body.toByteArray()));
        // Frames that came with the answer go on to whoever reads frames by now.
        context.pipeline().remove(tap);
        context.pipeline().remove(this);
        context.pipeline().remove(decoder);
    }

    private boolean isUpgrade() {
        return head.status().code() == 101;
    }

    private Cause noHttp(Throwable thrown) {
        byte[] bytes = raw.toByteArray();
        // The record of a TLS alert: RFC 8446 section 5.1.
        if (bytes.length > 1 && bytes[0] == 21 && bytes[1] == 3) {
            return new Cause.AnswerIsTls();
        }
        String start = new String(bytes, StandardCharsets.ISO_8859_1);
        return HTTP_1.matcher(start).find()
                ? new Cause.UnreadableHttp(String.valueOf(thrown.getMessage()))
                : new Cause.NotHttp(start);
    }

    private static byte[] upToBody(byte[] bytes) {
        for (int i = 3; i < bytes.length; i++) {
            if (bytes[i - 3] == '\r' && bytes[i - 2] == '\n' && bytes[i - 1] == '\r' && bytes[i] == '\n') {
                return Arrays.copyOf(bytes, i + 1);
            }
        }
        return bytes;
    }

    /** Keeps a copy of what comes in. */
    private final class Tap extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            lastNanos = System.nanoTime();
            ByteBuf in = (ByteBuf) bytes;
            byte[] copy = new byte[Math.min(in.readableBytes(), KEPT_BYTES - raw.size())];
            in.getBytes(in.readerIndex(), copy);
            raw.writeBytes(copy);
            context.fireChannelRead(bytes);
        }
    }
}
