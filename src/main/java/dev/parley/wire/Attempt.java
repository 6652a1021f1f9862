package dev.parley.wire;

import dev.parley.core.Durations;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Ended.How;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * Goes the way to one connection: DNS, TCP, proxy, TLS and handshake, one after another, and again for a redirect.
 *
 * <p>All of it runs on one event loop but the look-up of the name. {@link HttpAttempt} goes the same way to its last step.
 */
class Attempt {
    private static final String LOSSES = "losses";
    private static final String TRAFFIC = "traffic";

    private final EventLoop loop;
    private final Transport transport;
    private final WireSettings settings;
    // Null if nobody counts.
    private final ByteCounter traffic;
    private final WireListener listener;
    private final Future<?> timeout;
    // Which step is being done since when, and what it is about.
    private Step.Kind step = Step.Kind.DNS;
    private long stepNanos;
    private String what = "";
    // Null unless the URL is of wss, and then set before the first step.
    private volatile SslContext tls;
    // What was agreed on in TLS (ALPN); null without TLS, and if the server takes no part in it.
    private String agreed;
    // Null until there is one.
    private Channel channel;
    private boolean over;

    Attempt(EventLoop loop, Transport transport, WireSettings settings, ByteCounter traffic, WireListener listener) {
        this.loop = loop;
        this.transport = transport;
        this.settings = settings;
        this.traffic = traffic;
        this.listener = listener;
        this.timeout = loop.schedule(this::timedOut, settings.connectTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    void start() {
        if (!settings.url().secure()) {
            loop.execute(this::lookUp);
            return;
        }
        // Files are read and certificates parsed where waiting holds nobody up.
        transport.lookups().execute(() -> {
            try {
                tls = transport.contexts().context(settings.tls(), protocols());
                loop.execute(this::lookUp);
            } catch (SSLException e) {
                loop.execute(() -> {
                    step = Step.Kind.TLS;
                    fail(How.NO_CONNECTION, TlsFailure.describe(e));
                });
            }
        });
    }

    private void lookUp() {
        Proxy proxy = settings.proxy();
        String host = proxy == null ? settings.url().host() : proxy.host();
        int port = proxy == null ? settings.url().port() : proxy.port();
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        begin(Step.Kind.DNS, host);
        if (literal != null) {
            try {
                // Nothing to look up: no step to tell of.
                InetAddress[] given = {InetAddress.getByAddress(host, literal)};
                listener.event(new Resolved(System.nanoTime(), List.of(given)));
                connect(given, port, 0);
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
            return;
        }
        transport.lookups().execute(() -> {
            try {
                // What is before and after the look-up itself, Java loads classes for the first time.
                long startNanos = System.nanoTime();
                InetAddress[] addresses = InetAddress.getAllByName(host);
                long nanos = System.nanoTime();
                loop.execute(() -> lookedUp(addresses, port, startNanos, nanos));
            } catch (UnknownHostException e) {
                loop.execute(() -> fail(How.NO_CONNECTION, "the name '" + host + "' has no address"));
            }
        });
    }

    private void lookedUp(InetAddress[] addresses, int port, long startNanos, long nanos) {
        if (!over) {
            String detail =
                    Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.joining(", "));
            listener.event(new Resolved(nanos, List.of(addresses)));
            listener.event(new Step(step, startNanos, nanos, detail));
            connect(addresses, port, 0);
        }
    }

    /** Tries the addresses in the order of the name service, each after the one before failed. */
    private void connect(InetAddress[] addresses, int port, int index) {
        InetSocketAddress address = new InetSocketAddress(addresses[index], port);
        ProxyHandler tunnel = settings.proxy() == null ? null : ProxyTunnel.handler(settings.proxy(), address);
        ChannelFuture registering = new Bootstrap()
                .group(loop)
                .channelFactory(transport.sockets()::get)
                .option(ChannelOption.TCP_NODELAY, true)
                // The timeout over all the steps is ours.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel opening) {
                        if (traffic != null) {
                            opening.pipeline().addLast(TRAFFIC, traffic.counter());
                        }
                        if (tunnel != null) {
                            opening.pipeline().addLast(tunnel);
                        }
                        opening.pipeline().addLast(LOSSES, new Losses());
                    }
                })
                .register();
        channel = registering.channel();
        registering.addListener(registered -> {
            if (!registered.isSuccess()) {
                fail(
                        How.NO_CONNECTION,
                        "no socket to connect with: " + registered.cause().getMessage());
                return;
            }
            // From here on it is the network's time, not that of loading Netty's classes.
            begin(Step.Kind.TCP, NetUtil.toSocketAddressString(address));
            // A proxy is told the name, and looks it up itself.
            channel.connect(
                            tunnel == null
                                    ? address
                                    : InetSocketAddress.createUnresolved(
                                            settings.url().host(),
                                            settings.url().port()),
                            settings.source() == null ? null : new InetSocketAddress(settings.source(), 0))
                    .addListener(connected -> connected(connected, tunnel, addresses, port, index));
        });
    }

    private void connected(
            Future<? super Void> connected, ProxyHandler tunnel, InetAddress[] addresses, int port, int index) {
        if (over) {
            channel.close();
        } else if (connected.isSuccess()) {
            done(what);
            throughProxy(tunnel);
        } else if (index + 1 < addresses.length) {
            connect(addresses, port, index + 1);
        } else {
            String message = String.valueOf(connected.cause().getMessage());
            fail(
                    How.NO_CONNECTION,
                    connected.cause() instanceof ConnectException && message.contains("refused")
                            ? who() + " refused the connection"
                            : who() + ": " + message);
        }
    }

    private void throughProxy(ProxyHandler tunnel) {
        Proxy proxy = settings.proxy();
        if (tunnel == null) {
            secure();
            return;
        }
        begin(Step.Kind.PROXY, "the proxy " + proxy);
        tunnel.connectFuture().addListener(future -> {
            if (over) {
                return;
            }
            if (future.isSuccess()) {
                done(proxy.toString());
                channel.pipeline().remove(tunnel);
                secure();
            } else {
                fail(How.NO_CONNECTION, ProxyTunnel.describe(proxy, future.cause()));
            }
        });
    }

    private void secure() {
        WebSocketUrl url = settings.url();
        if (!url.secure()) {
            lastStep(channel);
            return;
        }
        SslHandler handler = TlsContexts.handler(tls, channel.alloc(), settings.tls(), url);
        handler.setHandshakeTimeoutMillis(0);
        begin(Step.Kind.TLS, url.authority());
        handler.handshakeFuture().addListener(future -> {
            if (over) {
                return;
            }
            if (future.isSuccess()) {
                agreed = handler.applicationProtocol();
                listener.event(TlsContexts.secured(handler.engine().getSession(), agreed));
                done(TlsContexts.describe(handler.engine().getSession()));
                lastStep(channel);
            } else {
                fail(How.NO_CONNECTION, TlsFailure.describe(future.cause()));
            }
        });
        if (traffic == null) {
            channel.pipeline().addFirst(handler);
        } else {
            channel.pipeline().addAfter(TRAFFIC, null, handler);
        }
    }

    /** Returns what is offered in TLS (ALPN), the best first. */
    List<String> protocols() {
        // Else a server may choose HTTP/2, where a handshake looks different (RFC 8441).
        return List.of("http/1.1");
    }

    /** Begins the last step: TCP and TLS stand. */
    void lastStep(Channel connected) {
        Handshake handshake = new Handshake(settings);
        AnswerReader reader = new AnswerReader(this, handshake);
        begin(Step.Kind.HANDSHAKE, settings.url().authority());
        reader.addTo(connected.pipeline(), LOSSES);
    }

    /** Takes the whole answer, or as much of a refusal as is of use. */
    void answered(Answered answer, Handshake handshake) {
        if (over) {
            return;
        }
        listener.event(answer);
        String location = answer.header("Location");
        if (answer.status() >= 301 && answer.status() <= 308 && location != null && settings.redirects() > 0) {
            redirect(answer, location);
            return;
        }
        try {
            handshake.check(answer);
            String subprotocol = handshake.subprotocol(answer);
            Compression compression = handshake.compression(answer);
            listener.event(new Step(step, stepNanos, answer.nanos(), "HTTP " + answer.status()));
            open(new Wire(channel, listener, compression, settings.maxMessageBytes()), answer, subprotocol);
        } catch (HandshakeViolation e) {
            fail(How.REFUSED, e.getMessage());
        }
    }

    private void open(Wire wire, Answered answer, String subprotocol) {
        arrive();
        channel.pipeline()
                .addLast(new FrameReader(wire, settings.maxMessageBytes()))
                .addLast(wire.new Ear());
        listener.event(new Opened(System.nanoTime(), wire, subprotocol, answer.header("Sec-WebSocket-Extensions")));
    }

    /** Ends the way well: from here on whoever opened the connection sees to it. */
    final void arrive() {
        over = true;
        timeout.cancel(false);
        channel.pipeline().remove(LOSSES);
    }

    private void redirect(Answered answer, String location) {
        WebSocketUrl next;
        try {
            next = settings.url().resolve(location);
        } catch (IllegalArgumentException e) {
            fail(How.REFUSED, "HTTP " + answer.status() + " to a place that is none: " + e.getMessage());
            return;
        }
        over = true;
        timeout.cancel(false);
        channel.close();
        listener.event(new Redirected(
                System.nanoTime(), answer.status(), next, !settings.url().sameOrigin(next)));
        new Attempt(loop, transport, settings.redirectedTo(next), traffic, listener).start();
    }

    /** Takes note that the answer never came whole, or is none. */
    void notAnswered(String clause) {
        fail(How.REFUSED, clause);
    }

    private void timedOut() {
        String within = " within " + Durations.format(settings.connectTimeout());
        switch (step) {
            case DNS -> fail(How.NO_CONNECTION, "no answer of the name service for '" + what + "'" + within);
            case HANDSHAKE -> fail(How.REFUSED, "no answer to the handshake" + within);
            default -> fail(How.NO_CONNECTION, "no answer of " + who() + within);
        }
    }

    /** Names who is connected to, for people who take it for the server. */
    private String who() {
        return step == Step.Kind.TCP && settings.proxy() != null ? "the proxy " + what : what;
    }

    /** Returns what was agreed on in TLS, or null. */
    final String agreed() {
        return agreed;
    }

    final void begin(Step.Kind kind, String about) {
        step = kind;
        stepNanos = System.nanoTime();
        what = about;
    }

    private void done(String detail) {
        listener.event(new Step(step, stepNanos, System.nanoTime(), detail));
    }

    final void fail(How how, String clause) {
        if (over) {
            return;
        }
        over = true;
        timeout.cancel(false);
        if (channel != null) {
            channel.close();
        }
        listener.event(new Ended(System.nanoTime(), how, step, null, null, false, 0, clause));
    }

    /** Sees the end of a connection that is not open yet. */
    private final class Losses extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (step == Step.Kind.TCP) {
                // Told by the future of connecting.
                return;
            }
            // A client certificate that is not liked shows only here in TLS 1.3.
            fail(unopened(), lost("was ended"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (cause.getCause() instanceof SSLException || cause instanceof SSLException) {
                fail(How.NO_CONNECTION, TlsFailure.describe(cause));
            } else {
                fail(unopened(), lost("failed (" + cause.getMessage() + ")"));
            }
        }

        private How unopened() {
            return step == Step.Kind.HANDSHAKE ? How.REFUSED : How.NO_CONNECTION;
        }

        private String lost(String how) {
            return "the connection " + how + " by the other side "
                    + (step == Step.Kind.HANDSHAKE ? "instead of an answer to the handshake" : "during " + step);
        }
    }
}
