package dev.parley.server;

import dev.parley.core.Admission.Place;
import dev.parley.core.CloseCode;
import dev.parley.core.Printable;
import dev.parley.core.Utf8;
import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sends on one WebSocket session and ends it in one way, whatever the container does with exceptions.
 *
 * <p>Nothing here throws: each failure ends its own connection and is logged once. Messages go out one after another, from
 * any thread; a method that sends returns when the container has taken the message, which may be as late as the peer reads
 * or the send timeout ends it. {@link #close} may be called from any thread.
 */
final class Connection {
    private static final long LEAST_WAITING_BYTES = 1024 * 1024;

    /** How long a peer that was given up has for its own close frame. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);

    /** How long a peer has to answer a close frame (RFC 6455 section 7.1.1). */
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private final AtomicBoolean failureLogged = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final ReentrantLock sending = new ReentrantLock();
    private final Server server;
    private final Session session;
    private final PathMetrics metrics;
    private final Place place;
    private final Runnable onEnd;
    private final KeepAlive keepAlive;
    private final long number;
    private final boolean restartsIdleTimer;
    // How long it may be idle, where that is Parley's to watch; else 0.
    private final long idleNanos;
    // Where replies wait, or null where they need not.
    private final Outbox outbox;
    private volatile boolean closing;
    // Set when nothing more is taken, but some replies are still to go out.
    private volatile boolean deaf;
    // With which this side began to close, if it was first; else 0.
    private volatile int ownCode;
    // When something last came in, or a message had gone out, where that is Parley's to watch.
    private volatile long activeNanos = System.nanoTime();
    // When the message that is going out was begun; 0 when there is none.
    private volatile long sendStartNanos;
    // What is due for it, or null; guarded by ended.
    private Future<?> timer;
    // The thread that sends it, where that is one in the background; else null.
    private volatile Thread sender;

    /** Sends one message, in one frame or more. */
    private interface Send {
        void to(RemoteEndpoint.Basic remote) throws IOException;
    }

    private Connection(Server server, Session session, WebSocketPath path, Place place, Runnable onEnd) {
        this.server = server;
        this.onEnd = onEnd;
        this.session = session;
        this.metrics = server.metrics().of(path);
        this.place = place;
        this.number = server.connections().add(this);
        this.restartsIdleTimer = Peculiarities.forgetsWhatIsSent(session);
        this.idleNanos = Peculiarities.leavesIdleTimeToUs(session)
                ? server.settings().idleTimeout().toNanos()
                : 0;
        this.keepAlive = KeepAlive.of(this, server);
        this.outbox = Peculiarities.mustNotWait(session) ? new Outbox(server.background(), maxWaiting(server)) : null;
    }

    /**
     * Opens a connection, or begins to close it again with the reason why it is refused; then {@link #isClosing} is true.
     *
     * @param reserved the place taken at the handshake, or null if none was to be had then
     * @param onEnd is called once, when the connection is over
     */
    static Connection open(Server server, Session session, WebSocketPath path, Place reserved, Runnable onEnd) {
        Peculiarities.waitForPeers(session, server.settings().sendTimeout());
        Place place = reserved != null && reserved.hold()
                ? reserved
                : server.admission().reserve();
        Connection connection = new Connection(server, session, path, place, onEnd);
        if (place != null) {
            place.hold();
            connection.metrics.opened();
        }
        if (server.isStopping()) {
            connection.close(CloseReasons.STOPPING);
        } else if (place == null) {
            server.metrics().refused(Refusals.Reason.FULL);
            connection.close(CloseReasons.full(server.settings()));
        }
        LOG.log(Level.DEBUG, () -> connection + " opened " + path.template());
        return connection;
    }

    PathMetrics metrics() {
        return metrics;
    }

    /** Tells whether this side has begun to close, or the connection is gone: what comes in then is not looked at. */
    boolean isClosing() {
        return closing || deaf;
    }

    /** Tells whether the connection is over: nothing more comes of it, and {@code onEnd} has been called or is about to be. */
    boolean hasEnded() {
        return ended.get();
    }

    /** Sends an answer to what came in at {@code sinceNanos}. */
    void reply(String text, long sinceNanos) {
        // The hot path: no length is counted and no object made for an outbox that is not there.
        if (outbox == null) {
            replyNow(text, sinceNanos);
        } else {
            post(Utf8.length(text), () -> replyNow(text, sinceNanos));
        }
    }

    /** Sends an answer to what came in at {@code sinceNanos}; the buffer must have an array of its own (Open Liberty). */
    void reply(ByteBuffer bytes, long sinceNanos) {
        if (outbox == null) {
            replyNow(bytes, sinceNanos);
        } else {
            post(bytes.remaining(), () -> replyNow(bytes, sinceNanos));
        }
    }

    /** Sends a message in one frame; false if it could not be sent. */
    boolean send(String text) {
        if (!send(remote -> remote.sendText(text))) {
            return false;
        }
        metrics.sentText(Utf8.length(text));
        return true;
    }

    /** Sends an answer in as many frames as there are parts (RFC 6455 section 5.4). */
    void replyInFrames(String[] parts, long sinceNanos) {
        long bytes = 0;
        for (String part : parts) {
            bytes += Utf8.length(part);
        }
        long length = bytes;
        Send message = remote -> {
            for (int i = 0; i < parts.length; i++) {
                remote.sendText(parts[i], i == parts.length - 1);
            }
        };
        post(length, () -> {
            if (send(message)) {
                metrics.sentText(length);
                metrics.replied(System.nanoTime() - sinceNanos);
            }
        });
    }

    /** Sends an answer in as many frames as there are parts (RFC 6455 section 5.4). */
    void replyInFrames(ByteBuffer[] parts, long sinceNanos) {
        long bytes = 0;
        for (ByteBuffer part : parts) {
            bytes += part.remaining();
        }
        long length = bytes;
        Send message = remote -> {
            for (int i = 0; i < parts.length; i++) {
                remote.sendBinary(parts[i], i == parts.length - 1);
            }
        };
        post(length, () -> {
            if (send(message)) {
                metrics.sentBinary(length);
                metrics.replied(System.nanoTime() - sinceNanos);
            }
        });
    }

    /**
     * Sends a ping, unless a message is going out: then the peer's reading of that shows more than a pong would.
     *
     * @param payload at most 125 bytes (RFC 6455 section 5.5)
     * @return whether it was sent
     */
    boolean ping(ByteBuffer payload) {
        if (closing || !sending.tryLock()) {
            return false;
        }
        try {
            return sendLocked(remote -> remote.sendPing(payload));
        } finally {
            sending.unlock();
        }
    }

    /** Takes note of a pong, of whichever ping. */
    void ponged() {
        if (keepAlive != null) {
            keepAlive.ponged();
        }
    }

    /** Begins to close when the replies that are due are sent; what comes in from now on is not looked at. */
    void closeAfterReplies(CloseReason reason) {
        deaf = true;
        post(0, () -> close(reason));
    }

    /** Begins to close; may wait for a peer that does not read. */
    void close(CloseReason reason) {
        if (closingWith(reason)) {
            // A peer that never answers the close frame does not keep its place.
            setTimer(CLOSE_WAIT, () -> {
                end(ownCode);
                releaseSender();
            });
        }
        try {
            session.close(reason);
        } catch (IOException | RuntimeException e) {
            // The peer is gone, or another thread closed first: either way the connection is over, which was the aim.
            LOG.log(Level.DEBUG, () -> this + " could not be closed: " + describe(e));
        }
    }

    /** Begins to close a connection whose peer did not keep up, says so once in the log, and waits for nothing. */
    void giveUp(CloseReason reason) {
        if (failureLogged.compareAndSet(false, true)) {
            LOG.log(Level.INFO, () -> this + " given up: " + reason.getReasonPhrase());
        }
        closingWith(reason);
        server.background().run(() -> close(reason));
        // A container need not tell of the end of a peer that no longer answers.
        server.background().after(LAST_WAIT, () -> {
            end(reason.getCloseCode().getCode());
            Peculiarities.cutOff(session);
            releaseSender();
        });
    }

    void endIfNotReading(long nowNanos) {
        long since = sendStartNanos;
        if (since != 0
                && !closing
                && nowNanos - since > server.settings().sendTimeout().toNanos()) {
            metrics.sendFailed();
            giveUp(CloseReasons.notReading(server.settings()));
        }
    }

    /** Takes note that something came in or went out, for the idle timeout. */
    void active() {
        if (idleNanos != 0) {
            activeNanos = System.nanoTime();
        }
    }

    void endIfIdle(long nowNanos) {
        // A message that is going out is no idleness; that is for the send timeout to end.
        if (idleNanos != 0 && !closing && sendStartNanos == 0 && nowNanos - activeNanos > idleNanos) {
            CloseReason reason = CloseReasons.idle(server.settings());
            server.background().run(() -> close(reason));
        }
    }

    /** Takes note of the end, which the container tells of. */
    void closed(CloseReason reason) {
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
        // A container may tell of the end in other words than those it was given.
        end(ownCode != 0 ? ownCode : code);
    }

    /** Logs the first failure and ends the connection with 1011 and a reason that tells nothing of the inside. */
    void failed(Throwable failure) {
        if (failureLogged.compareAndSet(false, true)) {
            // Sending on a connection that is gone is an IllegalStateException in some containers.
            if (failure instanceof IOException || !session.isOpen()) {
                closingWith(CloseReasons.LOST);
                LOG.log(Level.INFO, () -> this + " lost: " + describe(failure));
                // Not every container tells of an end that showed in sending only.
                end(CloseCode.NO_CLOSE_FRAME);
            } else {
                LOG.log(Level.ERROR, () -> this + " failed: " + describe(failure), failure);
            }
        }
        close(CloseReasons.INTERNAL_ERROR);
    }

    private void replyNow(String text, long sinceNanos) {
        if (send(text)) {
            metrics.replied(System.nanoTime() - sinceNanos);
        }
    }

    private void replyNow(ByteBuffer bytes, long sinceNanos) {
        int length = bytes.remaining();
        if (send(remote -> remote.sendBinary(bytes))) {
            metrics.sentBinary(length);
            metrics.replied(System.nanoTime() - sinceNanos);
        }
    }

    /** Sends at once, or where this thread must not wait, later. */
    private void post(long bytes, Runnable send) {
        if (outbox == null) {
            send.run();
        } else if (!outbox.add(bytes, send) && !closing) {
            metrics.sendFailed();
            giveUp(CloseReasons.TOO_MUCH_UNREAD);
        }
    }

    /** Notes that this side closes, and tells whether it is the first to. */
    private boolean closingWith(CloseReason reason) {
        if (closing) {
            return false;
        }
        ownCode = reason.getCloseCode().getCode();
        closing = true;
        stopTimer();
        return true;
    }

    private boolean send(Send message) {
        sending.lock();
        try {
            return !closing && sendLocked(message);
        } finally {
            sending.unlock();
        }
    }

    private boolean sendLocked(Send message) {
        // Never 0, which means none.
        sendStartNanos = System.nanoTime() | 1;
        sender = outbox == null ? null : Thread.currentThread();
        try {
            message.to(session.getBasicRemote());
            active();
            if (restartsIdleTimer) {
                session.setMaxIdleTimeout(server.settings().idleTimeout().toMillis());
            }
            return true;
        } catch (IOException | RuntimeException e) {
            if (!closing) {
                metrics.sendFailed();
                failed(e);
            }
            return false;
        } finally {
            sendStartNanos = 0;
            sender = null;
        }
    }

    /** Ends the wait of a thread of ours that still sends: Tyrus would wait for as long as the peer is there. */
    private void releaseSender() {
        Thread waiting = sender;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private void end(int code) {
        closing = true;
        if (ended.compareAndSet(false, true)) {
            server.connections().remove(this);
            if (keepAlive != null) {
                keepAlive.stop();
            }
            stopTimer();
            onEnd.run();
            if (place != null) {
                place.free();
                server.metrics().closed(code);
            }
        }
    }

    /** Runs a task once, unless this side has begun to close by then; the task must not wait for anything. */
    void later(Duration delay, Runnable task) {
        synchronized (ended) {
            if (!closing) {
                setTimer(delay, task);
            }
        }
    }

    private void setTimer(Duration delay, Runnable task) {
        synchronized (ended) {
            stopTimer();
            if (!ended.get()) {
                timer = server.background().after(delay, task);
            }
        }
    }

    /** Lets go of a connection that has ended: a timer would keep it, and what came in on it, for as long as it waits. */
    private void stopTimer() {
        synchronized (ended) {
            if (timer != null) {
                timer.cancel(false);
                timer = null;
            }
        }
    }

    /** Room for a few of the longest messages, or a crowd of short ones. */
    private static long maxWaiting(Server server) {
        return Math.max(LEAST_WAITING_BYTES, 3L * server.settings().maxMessageBytes());
    }

    private static String describe(Throwable failure) {
        return Printable.cut(failure.toString(), 2 * Printable.LOG_CHARACTERS);
    }

    @Override
    public String toString() {
        return "connection " + number;
    }
}
