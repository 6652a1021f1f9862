package dev.parley.server;

import jakarta.websocket.CloseReason;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Every open connection of the deployment; thread-safe. */
final class Connections {
    private static final int MAX_CLOSERS = 200;
    private static final long LEAST_WATCH_MILLIS = 10;
    private static final long MOST_WATCH_MILLIS = 1_000;
    private static final Logger LOG = System.getLogger(Connections.class.getName());

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong closers = new AtomicLong();

    /** Returns the number of the next connection, counted from 1. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    void add(Connection connection) {
        open.add(connection);
    }

    void remove(Connection connection) {
        open.remove(connection);
    }

    /**
     * Looks at all connections again and again, four times within the send timeout or once a second: closes, with 1008, each
     * whose peer has kept a message waiting for longer than that, and with 1001 each that was idle for too long, where that is
     * left to Parley.
     */
    void watch(Background background, Duration sendTimeout) {
        long millis = sendTimeout.toMillis() / 4;
        Duration period = Duration.ofMillis(Math.max(LEAST_WATCH_MILLIS, Math.min(millis, MOST_WATCH_MILLIS)));
        background.every(period, this::endOverdue);
    }

    /**
     * Closes every open connection, and returns when each has been sent its reason or {@code patience} is over.
     *
     * <p>A peer that does not read can hold up its own close frame for as long as the container's send timeout, so each
     * close has a thread of its own, up to {@value #MAX_CLOSERS}: the others do not wait for it.
     */
    void closeAll(CloseReason reason, Duration patience) {
        ExecutorService pool = Executors.newFixedThreadPool(MAX_CLOSERS, this::closerThread);
        open.forEach(connection -> pool.execute(() -> connection.close(reason)));
        pool.shutdown();
        try {
            if (!pool.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.INFO, () -> "not closed within " + patience.toMillis() + " ms: " + open);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What still waits would hold on to the application's classes after it is gone.
        pool.shutdownNow();
    }

    private void endOverdue() {
        long nowNanos = System.nanoTime();
        open.forEach(connection -> {
            connection.endIfNotReading(nowNanos);
            connection.endIfIdle(nowNanos);
        });
    }

    private Thread closerThread(Runnable close) {
        Thread thread = new Thread(close, "parley-close-" + closers.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }
}
