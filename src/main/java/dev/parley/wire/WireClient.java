package dev.parley.wire;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
import java.net.InetAddress;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

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

    private final EventLoopGroup loops;
    // Java's look-up of names waits, and an event loop must not.
    private final ExecutorService lookups = Executors.newCachedThreadPool(daemons("parley-dns-"));

    private final TlsContexts contexts = new TlsContexts();

    /**
     * Starts event loops.
     *
     * @param loops how many, at least 1; one is enough but for load
     */
    public WireClient(int loops) {
        this.loops = new MultiThreadIoEventLoopGroup(loops, daemons("parley-wire-"), NioIoHandler.newFactory());
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
    public void connect(WireSettings settings, Traffic traffic, WireListener listener) {
        new Attempt(loops.next(), lookups, contexts, settings, traffic, listener).start();
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
            WireSettings settings, HttpConnection.Version version, Traffic traffic, WireListener listener) {
        new HttpAttempt(loops.next(), lookups, contexts, settings, version, traffic, listener).start();
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
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
    }

    private static ThreadFactory daemons(String name) {
        AtomicLong count = new AtomicLong();
        return task -> {
            Thread thread = new Thread(task, name + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
