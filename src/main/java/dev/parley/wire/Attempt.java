package dev.parley.wire;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Ended.How;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/**
 * The way to one connection: DNS, TCP, proxy and TLS, one after another, and then a {@link LastStep}.
 *
 * <p>All of it runs on one event loop but the look-up of the name.
 */
final class Attempt implements Way {
    private static final String LOSSES = "losses";
    private static final String TRAFFIC = "traffic";

    private final EventLoop loop;
    private final Transport transport;
    private final WireSettings settings;
    // Null if nobody counts.
    private final ByteCounter traffic;
    private final WireListener listener;
    private final LastStep last;
    private final Future<?> timeout;
    // Which step is being done since when, and what it is about.
    private Stage step = Stage.DNS;
    private long stepNanos;
    private String what;
    // Null unless the URL is of wss, and then set before the first step.
    private volatile SslContext tls;
    // What was agreed on in TLS (ALPN); null without TLS, and if the server takes no part in it.
    private String agreed;
    // Null until there is one.
    private Channel channel;
    private boolean over;

    Attempt(
            EventLoop loop,
            Transport transport,
            WireSettings settings,
            ByteCounter traffic,
            WireListener listener,
            LastStep last) {
        this.loop = loop;
        this.transport = transport;
        this.settings = settings;
        this.traffic = traffic;
        this.listener = listener;
        this.last = last;
        this.what = settings.url().host();
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
                tls = transport.contexts().context(settings.tls(), last.protocols());
                loop.execute(this::lookUp);
            } catch (SSLException e) {
                loop.execute(() -> {
                    step = Stage.TLS;
                    fail(How.NO_CONNECTION, TlsFailure.cause(e));
                });
            }
        });
    }

    private void lookUp() {
        Proxy proxy = settings.proxy();
        String host = proxy == null ? settings.url().host() : proxy.host();
        int port = proxy == null ? settings.url().port() : proxy.port();
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        begin(Stage.DNS, host);
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
                backOnLoop(() -> lookedUp(addresses, port, startNanos, nanos));
            } catch (UnknownHostException e) {
                backOnLoop(() -> fail(How.NO_CONNECTION, new Cause.UnknownName(host)));
            }
        });
    }

    private void backOnLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The client was closed meanwhile: nobody waits for this connection any more.
            return;
        }
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
                fail(How.NO_CONNECTION, TcpFailure.noSocket(registered.cause()));
                return;
            }
            // From here on it is the network's time, not that of loading Netty's classes.
            begin(Stage.TCP, NetUtil.toSocketAddressString(address));
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
            fail(How.NO_CONNECTION, TcpFailure.cause(peer(), connected.cause()));
        }
    }

    private void throughProxy(ProxyHandler tunnel) {
        Proxy proxy = settings.proxy();
        if (tunnel == null) {
            secure();
            return;
        }
        begin(Stage.PROXY, proxy.toString());
        tunnel.connectFuture().addListener(future -> {
            if (over) {
                return;
            }
            if (future.isSuccess()) {
                done(proxy.toString());
                channel.pipeline().remove(tunnel);
                secure();
            } else {
                fail(How.NO_CONNECTION, ProxyTunnel.cause(proxy, future.cause()));
            }
        });
    }

    private void secure() {
        if (last.preamble().length > 0) {
            channel.writeAndFlush(channel.alloc().buffer().writeBytes(last.preamble()));
        }
        WebSocketUrl url = settings.url();
        if (!url.secure()) {
            last.begin(this, channel);
            return;
        }
        SslHandler handler = TlsContexts.handler(tls, channel.alloc(), settings.tls(), url);
        handler.setHandshakeTimeoutMillis(0);
        begin(Stage.TLS, url.authority());
        handler.handshakeFuture().addListener(future -> {
            if (over) {
                return;
            }
            if (future.isSuccess()) {
                agreed = handler.applicationProtocol();
                listener.event(TlsContexts.secured(handler.engine().getSession(), agreed));
                done(TlsContexts.describe(handler.engine().getSession()));
                last.begin(this, channel);
            } else {
                fail(How.NO_CONNECTION, TlsFailure.cause(future.cause()));
            }
        });
        if (traffic == null) {
            channel.pipeline().addFirst(handler);
        } else {
            channel.pipeline().addAfter(TRAFFIC, null, handler);
        }
    }

    @Override
    public void arrive() {
        over = true;
        timeout.cancel(false);
        channel.pipeline().remove(LOSSES);
    }

    @Override
    public void turnTo(WireSettings next) {
        over = true;
        timeout.cancel(false);
        channel.close();
        new Attempt(loop, transport, next, traffic, listener, last.to(next)).start();
    }

    @Override
    public void addHandler(ChannelHandler handler) {
        channel.pipeline().addBefore(LOSSES, null, handler);
    }

    @Override
    public boolean isOver() {
        return over;
    }

    private void timedOut() {
        fail(
                step == Stage.HANDSHAKE ? How.REFUSED : How.NO_CONNECTION,
                new Cause.NoAnswer(step, peer(), settings.connectTimeout()));
    }

    /** Tells who is being asked, for people who take a proxy for the server. */
    private Cause.Peer peer() {
        return new Cause.Peer(what, step == Stage.PROXY || step == Stage.TCP && settings.proxy() != null);
    }

    @Override
    public String agreed() {
        return agreed;
    }

    @Override
    public void begin(Stage kind, String about) {
        step = kind;
        stepNanos = System.nanoTime();
        what = about;
    }

    private void done(String detail) {
        done(System.nanoTime(), detail);
    }

    @Override
    public void done(long nanos, String detail) {
        listener.event(new Step(step, stepNanos, nanos, detail));
    }

    @Override
    public void fail(How how, Cause cause) {
        if (over) {
            return;
        }
        over = true;
        timeout.cancel(false);
        if (channel != null) {
            channel.close();
        }
        listener.event(new Ended(System.nanoTime(), how, step, null, null, false, 0, cause));
    }

    /** Sees the end of a connection that is not open yet. */
    private final class Losses extends ChannelInboundHandlerAdapter {
        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (step == Stage.TCP) {
                // Told by the future of connecting.
                return;
            }
            // A client certificate that is not liked shows only here in TLS 1.3.
            fail(unopened(), new Cause.EndedDuring(step, ""));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
            if (thrown.getCause() instanceof SSLException || thrown instanceof SSLException) {
                fail(How.NO_CONNECTION, TlsFailure.cause(thrown));
            } else {
                fail(unopened(), new Cause.EndedDuring(step, String.valueOf(thrown.getMessage())));
            }
        }

        private How unopened() {
            return step == Stage.HANDSHAKE ? How.REFUSED : How.NO_CONNECTION;
        }
    }
}
