package dev.parley.server;

import dev.parley.core.CloseCode;
import dev.parley.core.Printable;
import dev.parley.core.ServerSettings;
import dev.parley.server.container.Peculiarities;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntConsumer;

/**
 * One open WebSocket session, which ends in one way, whatever the container does with exceptions.
 *
 * <p>Nothing here throws: each failure ends its own connection and is logged once. Any method may be called from any thread.
 * How far it has come is its {@link ConnectionState}; what it sends goes through its {@link #replies}.
 */
final class Connection {
    private static final long LEAST_WAITING_BYTES = 1024 * 1024;

    /** How long a peer that was given up has for its own close frame. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    /** How long a peer has to answer a close frame (RFC 6455 section 7.1.1). */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private final long number;
    private final Session session;
    private final ServerSettings settings;
    private final Background background;
    private final PathMetrics metrics;
    private final Lifecycle lifecycle;
    private final IdleTimer idle;
    private final Sender sender;
    private final Replies replies;

    Connection(long number, Session session, ServerSettings settings, Background background, PathMetrics metrics) {
        boolean mustNotWait = Peculiarities.mustNotWait(session);
        this.number = number;
        this.session = session;
        this.settings = settings;
        this.background = background;
        this.metrics = metrics;
        this.lifecycle = new Lifecycle(background);
        this.idle = new IdleTimer(session, settings.idleTimeout());
        this.sender = new Sender(session, lifecycle, idle, mustNotWait, this::sendFailed);
        Outbox outbox = mustNotWait ? new Outbox(background, maxWaiting(settings)) : null;
        this.replies = new Replies(sender, metrics, outbox, this::tooMuchUnread);
    }

    /** Returns what messages are sent through. */
    Replies replies() {
        return replies;
    }

    PathMetrics metrics() {
        return metrics;
    }

    /** Tells whether this side has begun to close, or the connection is gone: what comes in then is not looked at. */
    boolean isClosing() {
        return !lifecycle.takesMessages();
    }

    /** Tells somebody of the end, with the code that it is counted under; at once if it is over. */
    void atEnd(IntConsumer told) {
        lifecycle.atEnd(told);
    }

    /** Runs a task once, unless this side has begun to close by then; the task must not wait for anything. */
    void later(Duration delay, Runnable task) {
        lifecycle.whileOpen(delay, task);
    }

    /** Takes note that something came in, for the idle timeout. */
    void received() {
        idle.received();
    }

    /**
     * Sends a ping, unless a message is going out: then the peer's reading of that shows more than a pong would.
     *
     * @param payload at most 125 bytes (RFC 6455 section 5.5)
     * @return whether it was sent
     */
    boolean ping(ByteBuffer payload) {
        return sender.sendUnlessBusy(remote -> remote.sendPing(payload));
    }

    /** Begins to close when the replies that are due are sent; what comes in from now on is not looked at. */
    void closeAfterReplies(CloseReason reason) {
        lifecycle.drain();
        replies.afterwards(() -> close(reason));
    }

    /** Begins to close; may wait for a peer that does not read. */
    void close(CloseReason reason) {
        beginToClose(reason);
        closeSession(reason);
    }

    /** Begins to close a connection whose peer did not keep up, says so once in the log, and waits for nothing. */
    void giveUp(CloseReason reason) {
        int code = code(reason);
        if (lifecycle.fail(code)) {
            LOG.log(Level.INFO, () -> this + " given up: " + reason.getReasonPhrase());
        }
        background.run(() -> closeSession(reason));
        // A container need not tell of the end of a peer that no longer answers.
        background.after(LAST_WAIT, () -> {
            lifecycle.end(code);
            Peculiarities.cutOff(session);
            sender.release();
        });
    }

    /** Gives up a peer that has kept a message waiting for longer than the send timeout. */
    void endIfNotReading(long nowNanos) {
        if (lifecycle.sends() && sender.isBusyFor(settings.sendTimeout(), nowNanos)) {
            metrics.sendFailed();
            giveUp(CloseReasons.notReading(settings));
        }
    }

    /** Closes a connection that was idle for too long, where that is left to Parley. */
    void endIfIdle(long nowNanos) {
        // A message that is going out is no idleness; that is for the send timeout to end.
        if (idle.isOver(nowNanos) && lifecycle.sends() && !sender.isBusy()) {
            background.run(() -> close(CloseReasons.idle(settings)));
        }
    }

    /** Takes note of the end, which the container tells of. */
    void closed(CloseReason reason) {
        int code = code(reason);
        // Some containers tell of a peer that vanished through @OnError, some only by this code.
        if (code == CloseCode.NO_CLOSE_FRAME && lifecycle.fail(code)) {
            LOG.log(Level.INFO, () -> this + " lost: no close frame");
        }
        LOG.log(
                Level.DEBUG,
                () -> this + " closed: " + code + " "
                        + Printable.cut(
                                Objects.requireNonNullElse(reason.getReasonPhrase(), ""), Printable.LOG_CHARACTERS));
        // A container may tell of the end in other words than those it was given.
        lifecycle.end(lifecycle.ownCodeOr(code));
    }

    /** Logs the first failure and ends the connection with 1011 and a reason that tells nothing of the inside. */
    void failed(Throwable failure) {
        // Sending on a connection that is gone is an IllegalStateException in some containers.
        boolean gone = failure instanceof IOException || !session.isOpen();
        if (!gone) {
            beginToClose(CloseReasons.INTERNAL_ERROR);
        }
        if (!lifecycle.fail(CloseCode.NO_CLOSE_FRAME)) {
            LOG.log(Level.DEBUG, () -> this + " failed again, or after its end: " + describe(failure));
        } else if (gone) {
            LOG.log(Level.INFO, () -> this + " lost: " + describe(failure));
            // Not every container tells of an end that showed in sending only.
            lifecycle.end(CloseCode.NO_CLOSE_FRAME);
        } else {
            LOG.log(Level.ERROR, () -> this + " failed: " + describe(failure), failure);
        }
        closeSession(CloseReasons.INTERNAL_ERROR);
    }

    private void beginToClose(CloseReason reason) {
        if (lifecycle.close(code(reason))) {
            // A peer that never answers the close frame does not keep its place.
            lifecycle.untilEnd(CLOSE_WAIT, () -> {
                lifecycle.end(code(reason));
                sender.release();
            });
        }
    }

    private void closeSession(CloseReason reason) {
        try {
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            // The peer is gone, or another thread closed first: either way the connection is over, which was the aim.
            LOG.log(Level.DEBUG, () -> this + " could not be closed: " + describe(e));
        }
    }

    private void sendFailed(Exception failure) {
        metrics.sendFailed();
        failed(failure);
    }

    private void tooMuchUnread() {
        if (lifecycle.sends()) {
            metrics.sendFailed();
            giveUp(CloseReasons.TOO_MUCH_UNREAD);
        }
    }

    /** Leaves room for a few of the longest messages, or a crowd of short ones. */
    private static long maxWaiting(ServerSettings settings) {
        return Math.max(LEAST_WAITING_BYTES, 3L * settings.maxMessageBytes());
    }

    private static int code(CloseReason reason) {
        return reason.getCloseCode().getCode();
    }

    private static String describe(Throwable failure) {
        return Printable.cut(failure.toString(), 2 * Printable.LOG_CHARACTERS);
    }

    @Override
    public String toString() {
        return "connection " + number;
    }
}
