package dev.parley.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Connects; any number of connections share its event loops. Thread-safe.
 *
 * <p>Its threads are daemons, named {@code parley-wire-<n>} and {@code parley-dns-<n>}.
 */
public final class WireClient implements AutoCloseable {
    static {
        // Else Netty tries three other libraries for logging first, which are not there.
        InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
    }

    private static final long STOP_SECONDS = 2;

    /** How late an event loop may wake up: Java's selectors count in whole milliseconds. */
    private static final long NIO_TIMER_NANOS = 2_000_000;

    /** The kernel's own 50 µs of slack, and its way to the thread. */
    private static final long EPOLL_TIMER_NANOS = 80_000;

    private final EventLoopGroup group;
    private final List<WireLoop> loops = new ArrayList<>();
    // Guarded by this.
    private int next;
    // Java's look-up of names waits, and an event loop must not.
    private final ExecutorService lookups = Executors.newCachedThreadPool(daemons("parley-dns-"));

    private final TlsContexts contexts = new TlsContexts();

    /**
     * Starts event loops on Java's own sockets, which are ready soonest.
     *
     * @param loops how many, at least 1; one is enough but for load
     */
    public WireClient(int loops) {
        this(loops, NioIoHandler.newFactory(), NioSocketChannel::new, NIO_TIMER_NANOS);
    }

    private WireClient(int loops, IoHandlerFactory io, Supplier<SocketChannel> sockets, long timerNanos) {
        group = new MultiThreadIoEventLoopGroup(loops, daemons("parley-wire-"), io);
        Transport transport = new Transport(sockets, lookups, contexts);
        group.forEach(loop -> this.loops.add(new WireLoop((EventLoop) loop, transport, timerNanos)));
    }

    /**
     * Starts event loops for load: on Linux they use epoll directly, which takes less time for a message and wakes up more
     * exactly.
     *
     * @param loops how many, at least 1
     */
    public static WireClient forLoad(int loops) {
        return Epoll.isAvailable()
                ? new WireClient(loops, EpollIoHandler.newFactory(), EpollSocketChannel::new, EPOLL_TIMER_NANOS)
                : new WireClient(loops);
    }

    /** Returns the event loops, for who wants to choose; each connection stays on one. */
    public List<WireLoop> loops() {
        return List.copyOf(loops);
    }

    /**
     * Begins to connect and returns at once.
     *
     * @param listener is told everything, at the last that it {@link Ended}; whether or not a connection came about
     */
    public void connect(WireSettings settings, WireListener listener) {
        connect(settings, null, listener);
    }

    /** Does the same, and counts what the connection carries. */
    public void connect(WireSettings settings, ByteCounter traffic, WireListener listener) {
        nextLoop().connect(settings, traffic, listener);
    }

    /**
     * Begins to connect for HTTP, the same way but for the handshake, and returns at once; no redirect is followed.
     *
     * <p>The order of events is: {@link Step}s, {@link HttpOpened}, {@link HttpReply}s, {@link Ended}. HTTP/2 is agreed on in
     * TLS, and taken for granted without (RFC 9113 section 3.3): a server that does not speak it is told by an end that is
     * {@link Ended.How#REFUSED}.
     *
     * @param traffic counts what the connection carries; null if nobody asks
     */
    public void connectHttp(
            WireSettings settings, HttpConnection.Version version, ByteCounter traffic, WireListener listener) {
        nextLoop().connectHttp(settings, version, traffic, listener);
    }

    /**
     * Begins to connect as {@link #connect(WireSettings, WireListener)} does, and sends some bytes before everything else: a
     * line of the PROXY protocol, say. They go out as soon as TCP stands, before TLS.
     */
    public void connectAfter(byte[] preamble, WireSettings settings, WireListener listener) {
        nextLoop().connectAfter(preamble, settings, listener);
    }

    /** Loads what it takes to look up a name, and waits for that: else the first look-up that is timed is one of classes. */
    public void warmUp() throws InterruptedException {
        try {
            lookups.submit(() -> InetAddress.getAllByName("localhost")).get();
        } catch (ExecutionException e) {
            // There are machines without that name; what was to be loaded is loaded all the same.
            return;
        }
    }

    /** Forgets what was agreed on in TLS: the next connection resumes nothing, and is as costly as the first. */
    public void forgetTls() {
        contexts.forget();
    }

    /** Cuts all connections and ends the threads; waits up to {@value #STOP_SECONDS} seconds for them. */
    @Override
    public void close() {
        lookups.shutdownNow();
        group.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized WireLoop nextLoop() {
        next = (next + 1) % loops.size();
        return loops.get(next);
    }

    static ThreadFactory daemons(String name) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
