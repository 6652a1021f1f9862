package dev.parley.server;

import dev.parley.server.container.Peculiarities;
import jakarta.websocket.Session;
import java.time.Duration;

/**
 * The time for which nothing has come or gone on a connection. Most containers keep it themselves; this makes up for those that
 * do so badly. Thread-safe.
 */
final class IdleTimer {
    private final Session session;
    // How long the connection may be idle, where that is Parley's to watch; else 0.
    private final long maxNanos;
    // What the container is told anew whenever a message has gone out, or -1.
    private final long restartMillis;
    // When something last came in, or a message had gone out, where that is Parley's to watch.
    private volatile long activeNanos = System.nanoTime();

    IdleTimer(Session session, Duration timeout) {
        this.session = session;
        this.maxNanos = Peculiarities.leavesIdleTimeToUs(session) ? timeout.toNanos() : 0;
        this.restartMillis = Peculiarities.forgetsWhatIsSent(session) ? timeout.toMillis() : -1;
    }

    /** Takes note that something came in. */
    void received() {
        if (maxNanos != 0) {
            activeNanos = System.nanoTime();
        }
    }

    /** Takes note that something went out. */
    void sent() {
        received();
        if (restartMillis >= 0) {
            session.setMaxIdleTimeout(restartMillis);
        }
    }

    /** Tells whether the connection was idle for too long. */
    boolean isOver(long nowNanos) {
        return maxNanos != 0 && nowNanos - activeNanos > maxNanos;
    }
}
