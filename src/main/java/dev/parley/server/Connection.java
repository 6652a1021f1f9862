package dev.parley.server;

import dev.parley.core.CloseCode;
import dev.parley.core.Printable;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sends on one WebSocket session and ends it in one way, whatever the container does with exceptions.
 *
 * <p>An endpoint makes one in {@code @OnOpen} and passes on {@code @OnClose} and {@code @OnError}; nothing here throws. Each
 * failure ends its own connection and is logged once. Messages are sent by the container's thread that read the request,
 * one at a time; {@link #close} and {@link #closeAll} may be called from any thread.
 */
final class Connection {
    /** The longest message an endpoint takes, in bytes; one byte more closes with 1009. */
    static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    private static final int MAX_CLOSERS = 200;
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    // Static, so one for each deployment: a container may make endpoints in any way it likes.
    private static final Set<Connection> OPEN = ConcurrentHashMap.newKeySet();
    private static final AtomicLong OPENED = new AtomicLong();
    private static final AtomicLong CLOSERS = new AtomicLong();

    private final long number = OPENED.incrementAndGet();
    private final AtomicBoolean failureLogged = new AtomicBoolean();
    private final Session session;

    private Connection(Session session) {
        this.session = session;
    }

    static Connection open(Session session) {
        Connection connection = new Connection(session);
        // 0 is none. Jetty's default is 30 s; with any other number Tyrus closes some connections as soon as they open.
        session.setMaxIdleTimeout(0);
        OPEN.add(connection);
        LOG.log(Level.DEBUG, () -> connection + " opened");
        return connection;
    }

    /**
     * Closes every open connection, and returns when each has been sent its reason or {@code patience} is over.
     *
     * <p>A peer that does not read can hold up its own close frame for as long as the container's send timeout, so each
     * close has a thread of its own, up to {@value #MAX_CLOSERS}: the others do not wait for it.
     */
    static void closeAll(CloseReason reason, Duration patience) {
        ExecutorService closers = Executors.newFixedThreadPool(MAX_CLOSERS, Connection::closerThread);
        OPEN.forEach(connection -> closers.execute(() -> connection.close(reason)));
        closers.shutdown();
        try {
            if (!closers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(Level.INFO, () -> "not closed within " + patience.toMillis() + " ms: " + OPEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // What still waits would hold on to the application's classes after it is gone.
        closers.shutdownNow();
    }

    void send(String text) {
        try {
            session.getBasicRemote().sendText(text);
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    void send(ByteBuffer bytes) {
        try {
            session.getBasicRemote().sendBinary(bytes);
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
    }

    void close(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            // The peer is gone, or another thread closed first: either way the connection is over, which was the aim.
            LOG.log(Level.DEBUG, () -> this + " could not be closed: " + describe(e));
        }
    }

    void closed(CloseReason reason) {
        OPEN.remove(this);
        int code = reason.getCloseCode().getCode();
        // Some containers tell of a peer that vanished through @OnError, some only by this code.
        if (code == CloseCode.NO_CLOSE_FRAME && failureLogged.compareAndSet(false, true)) {
            LOG.log(Level.INFO, () -> this + " lost: no close frame");
        }
        LOG.log(
                Level.DEBUG,
                () -> this + " closed: " + code + " "
                        + Printable.cut(
                                Objects.requireNonNullElse(reason.getReasonPhrase(), ""), Printable.LOG_CHARACTERS));
    }

    /** Logs the first failure and ends the connection with 1011 and a reason that tells nothing of the inside. */
    void failed(Throwable failure) {
        if (failureLogged.compareAndSet(false, true)) {
            // Sending on a connection that is gone is an IllegalStateException in some containers.
            if (failure instanceof IOException || !session.isOpen()) {
                LOG.log(Level.INFO, () -> this + " lost: " + describe(failure));
            } else {
                LOG.log(Level.ERROR, () -> this + " failed: " + describe(failure), failure);
            }
        }
        close(CloseReasons.INTERNAL_ERROR);
    }

    private static Thread closerThread(Runnable close) {
        Thread thread = new Thread(close, "parley-close-" + CLOSERS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    }

    private static String describe(Throwable failure) {
        return Printable.cut(failure.toString(), 2 * Printable.LOG_CHARACTERS);
    }

    @Override
    public String toString() {
        return "connection " + number;
    }
}
