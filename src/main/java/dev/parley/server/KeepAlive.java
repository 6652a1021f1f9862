package dev.parley.server;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * The pings to one peer, every {@code ping-interval}, which give it up when two intervals pass without a pong (RFC 6455
 * section 5.5.2): so a half-open connection is found that would otherwise stay until it is idle for too long.
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

    private KeepAlive(Connection connection, Duration interval, Background background) {
        this.connection = connection;
        this.interval = interval;
        this.pings = new Turns(background, this::ping);
        this.timer = background.every(interval, this::tick);
    }

    /** Starts, until the connection ends; returns null if the interval is zero, which switches pings off. */
    static KeepAlive of(Connection connection, Duration interval, Background background) {
        if (interval.isZero()) {
            return null;
        }
        KeepAlive keepAlive = new KeepAlive(connection, interval, background);
        connection.atEnd(code -> keepAlive.stop());
        return keepAlive;
    }

    /** Takes note of a pong, of whichever ping. */
    void ponged() {
        unansweredNanos = 0;
    }

    private void stop() {
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
