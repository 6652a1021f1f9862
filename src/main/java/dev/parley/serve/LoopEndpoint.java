package dev.parley.serve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * An endpoint of Tomcat that deals its connections out to {@link Loop}s, one for each processor, in turn.
 *
 * <p>Tomcat's own poller is left without work; its worker threads go on answering HTTP. TLS is not supported.
 */
final class LoopEndpoint extends NioEndpoint {
    private static final Logger LOG = System.getLogger(LoopEndpoint.class.getName());
    private static final long SPARE_THREAD_SECONDS = 10;
    private static final long STOP_MILLIS = 500;

    private final int loopCount;
    private final Duration patience;
    private final List<Loop> loops = new ArrayList<>();
    private ExecutorService threads;
    private Watchdog watchdog;
    // Used by the acceptor's thread only.
    private int dealt;

    LoopEndpoint() {
        this(Runtime.getRuntime().availableProcessors(), Watchdog.PATIENCE);
    }

    LoopEndpoint(int loopCount, Duration patience) {
        this.loopCount = loopCount;
        this.patience = patience;
        // Its writes make six objects each, and fill the socket no better.
        setUseAsyncIO(false);
        // Buffers are small: a pool of them would only keep what a crowd once needed.
        socketProperties.setBufferPool(0);
    }

    /** Returns how many connections are known to the loops; for tests. */
    int registered() {
        return loops.stream().mapToInt(Loop::getKeyCount).sum();
    }

    @Override
    public void startInternal() throws Exception {
        // Without a limit: a thread waits for each client that does not read, and one more has to lead each loop.
        threads = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                SPARE_THREAD_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                LoopThread::new);
        for (int i = 0; i < loopCount; i++) {
            loops.add(new Loop(this, threads));
        }
        watchdog = new Watchdog(List.copyOf(loops), patience);
        super.startInternal();
        loops.forEach(Loop::start);
        watchdog.start();
    }

    @Override
    public void stopInternal() {
        boolean started = running;
        super.stopInternal();
        if (started) {
            stopLoops();
        }
    }

    /** Does what {@link NioEndpoint} does, with a {@link LoopSocket}. */
    @Override
    protected boolean setSocketOptions(SocketChannel channel) {
        Loop loop = loops.get(Math.floorMod(dealt++, loops.size()));
        NioChannel buffered = new NioChannel(new SocketBufferHandler(
                socketProperties.getAppReadBufSize(),
                socketProperties.getAppWriteBufSize(),
                socketProperties.getDirectBuffer()));
        LoopSocket socket = new LoopSocket(buffered, this, loop);
        connections.put(channel, socket);
        try {
            buffered.reset(channel, socket);
            channel.configureBlocking(false);
            socketProperties.setProperties(channel.socket());
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.DEBUG, "a client was gone before it was served", e);
            // Lets the acceptor close it.
            return false;
        }
        socket.setReadTimeout(getConnectionTimeout());
        socket.setWriteTimeout(getConnectionTimeout());
        socket.setKeepAliveLeft(getMaxKeepAliveRequests());
        loop.register(socket);
        return true;
    }

    private void stopLoops() {
        watchdog.stop();
        loops.forEach(Loop::stop);
        // What the application has not closed by now has had its chance.
        getConnections().forEach(SocketWrapperBase::close);
        // Those that still wait to write notice by this that the connection is closed.
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS)) {
                LOG.log(Level.WARNING, "threads of event loops are still busy");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        loops.forEach(Loop::free);
        loops.clear();
    }
}
