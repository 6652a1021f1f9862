package dev.parley.wire;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;
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
        new Attempt(loops.next(), lookups, contexts, settings, listener).start();
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
