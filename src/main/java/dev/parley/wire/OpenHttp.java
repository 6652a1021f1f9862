package dev.parley.wire;

import dev.parley.wire.Ended.How;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;

/** An HTTP connection over a channel of Netty. All state but what says otherwise is the event loop's. */
final class OpenHttp implements HttpConnection, HttpDialect.Replies {
    private final Channel channel;
    private final EventLoop loop;
    private final WireListener listener;
    private final HttpDialect dialect;
    // Used by the event loop only.
    private boolean waiting;
    private How how;
    // Null if how says all.
    private Cause cause;
    // Written by the event loop only.
    private volatile boolean ended;

    OpenHttp(Channel channel, WireSettings settings, Version version, WireListener listener) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.listener = listener;
        HttpRequests requests = new HttpRequests(settings);
        this.dialect = version == Version.HTTP_2
                ? new Http2Dialect(this, requests, settings.maxMessageBytes())
                : new Http1Dialect(this, requests, settings.maxMessageBytes());
    }

    @Override
    public boolean get(String target) {
        if (ended) {
            return false;
        }
        if (loop.inEventLoop()) {
            send(target);
        } else {
            loop.execute(() -> send(target));
        }
        return true;
    }

    @Override
    public void cut() {
        loop.execute(() -> end(How.CUT, null));
    }

    void begin() {
        dialect.addTo(channel.pipeline());
        channel.pipeline().addLast(new Ear());
    }

    @Override
    public void replied(int status, byte[] body, boolean last) {
        if (waiting) {
            waiting = false;
            tell(new HttpReply(System.nanoTime(), status, body, last));
        } else if (!ended) {
            // Some say 408 when they close an idle connection (RFC 9110 section 15.5.9).
            cause = new Cause.UnaskedAnswer(status);
        }
    }

    @Override
    public boolean isWaiting() {
        return waiting;
    }

    @Override
    public void end(How way, Cause why) {
        if (how == null) {
            how = way;
            cause = why;
        }
        channel.close();
    }

    private void send(String target) {
        if (waiting) {
            throw new IllegalStateException("the reply to the last request has not come");
        }
        if (!ended) {
            waiting = true;
            dialect.send(channel, target);
        }
    }

    private void tell(WireEvent event) {
        try {
            listener.event(event);
        } catch (RuntimeException | Error e) {
            end(How.CUT, new Cause.Fault(e.toString()));
        }
    }

    private void tellEnd() {
        if (ended) {
            return;
        }
        ended = true;
        How seen = how;
        if (!dialect.isGreeted() && seen != How.CUT) {
            seen = How.REFUSED;
            cause = new Cause.NoHttp2();
        } else if (seen == null) {
            // The end of all loops is this side's doing.
            seen = loop.isShuttingDown() ? How.CUT : How.FIN;
        }
        Stage step = seen == How.REFUSED ? Stage.HANDSHAKE : null;
        listener.event(new Ended(System.nanoTime(), seen, step, null, null, false, waiting ? 1 : 0, cause));
    }

    /** Hears Netty; the last of the pipeline. */
    private final class Ear extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            tellEnd();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
            Throwable root = thrown.getCause() instanceof SSLException ? thrown.getCause() : thrown;
            if (root instanceof SSLException) {
                end(How.RST, new Cause.TlsBroken(String.valueOf(root.getMessage())));
            } else if (root instanceof IOException) {
                end(
                        How.RST,
                        root instanceof ClosedChannelException
                                ? null
                                : new Cause.Reset(String.valueOf(root.getMessage())));
            } else {
                end(How.PROTOCOL_ERROR, new Cause.UnreadableAnswer(root.toString()));
            }
        }
    }

    @Override
    public String toString() {
        return "HttpConnection[" + channel.localAddress() + " -> " + channel.remoteAddress() + "]";
    }
}
