package dev.parley.wire;

import dev.parley.protocol.HttpHead;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The instrument as a server: a listening port whose connections are {@link Wire}s. Thread-safe.
 *
 * <p>Each request is shown to the host, which says what becomes of it; the listener it names is told everything, as with a
 * {@link WireClient}, from {@link Opened} to {@link Ended}. The threads are daemons, named {@code parley-host-<n>}.
 */
public final class WireServer implements AutoCloseable {
    private static final long STOP_SECONDS = 2;

    private final EventLoopGroup group;
    private final Channel listening;

    private WireServer(EventLoopGroup group, Channel listening) {
        this.group = group;
        this.listening = listening;
    }

    /**
     * Begins to listen.
     *
     * @param address port 0 takes any free one: see {@link #port}
     * @param maxMessageBytes the longest message and frame taken; a longer one is answered with close code 1009
     * @param host answers each request, on an event loop: it must not wait for anything
     * @throws IOException if the port cannot be had
     */
    public static WireServer listen(InetSocketAddress address, int maxMessageBytes, Function<HttpHead, Welcome> host)
            throws IOException {
        EventLoopGroup group =
                new MultiThreadIoEventLoopGroup(1, WireClient.daemons("parley-host-"), NioIoHandler.newFactory());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new RequestReader(host, maxMessageBytes));
                    }
                });
        var bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        return new WireServer(group, bound.channel());
    }

    /** Returns the port on which it listens. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Cuts all connections and ends the threads; waits up to {@value #STOP_SECONDS} seconds for them. */
    @Override
    public void close() {
        listening.close();
        group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
