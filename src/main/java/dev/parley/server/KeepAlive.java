package dev.parley.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Pings one peer every {@code ping-interval}, and gives it up when two intervals pass without a pong (RFC 6455 section
 * 5.5.2): so a half-open connection is found that would else stay until it is idle for too long.
 *
 * <p>Any pong counts, asked for or not. Thread-safe.
 */
final class KeepAlive {
    private final Connection connection;
    private final Duration interval;
    private final Turns pings;
    private final Future<?> timer;
    // When the first ping went out that no pong has followed; 0 if there is none.
    private volatile long unansweredNanos;

    private KeepAlive(Connection connection, Server server) {
        this.connection = connection;
        this.interval = server.settings().pingInterval();
        this.pings = new Turns(server.background(), this::ping);
        this.timer = server.background().every(interval, this::tick);
    }

    /** Starts, or returns null when pings are switched off. */
    static KeepAlive of(Connection connection, Server server) {
        return server.settings().pingInterval().isZero() ? null : new KeepAlive(connection, server);
    }

    void ponged() {
        unansweredNanos = 0;
    }

    void stop() {
        timer.cancel(false);
    }

    private void tick() {
        long since = unansweredNanos;
        if (connection.isClosing()) {
            stop();
        } else if (since != 0 && System.nanoTime() - since >= 2 * interval.toNanos()) {
            stop();
            connection.giveUp(CloseReasons.noPong(interval.multipliedBy(2)));
        } else {
            pings.addIfIdle();
        }
    }

    private void ping() {
        boolean first = unansweredNanos == 0;
        // Before it goes out: the pong may be faster than this thread.
        if (first) {
            unansweredNanos = System.nanoTime() | 1;
        }
        if (!connection.ping(ByteBuffer.allocate(0)) && first) {
            unansweredNanos = 0;
        }
    }
}
