package dev.parley.server;

import dev.parley.core.CloseCode;
import dev.parley.core.ServerSettings;
import dev.parley.core.Utf8;
import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * What every endpoint does: it opens or refuses, bounds messages, counts, and ends in one way; an endpoint adds its answer.
 *
 * <p>There is one for each connection, and the container calls it from one thread at a time. Messages are taken in parts,
 * because only then do all containers take long ones without a buffer of that size for each connection; an endpoint is told
 * of each part and keeps what it needs, and is asked for its answer at the last. Nothing here throws: containers differ in
 * what they make of it.
 *
 * <p>Each endpoint passes its annotated methods on to those of the same name here; it cannot inherit them annotated, because
 * Open Liberty looks for annotations in an endpoint's own class only.
 */
abstract class Behaviour {
    private final WebSocketPath path;
    private Connection connection;
    private Replies replies;
    private ServerSettings settings;
    // Null where no pings are sent, or the container misses no end.
    private KeepAlive keepAlive;
    private SignsOfLife signsOfLife;
    // Of the message that is arriving, so far.
    private long messageBytes;

    Behaviour(WebSocketPath path) {
        this.path = path;
    }

    /** Does the work of {@code @OnOpen}. */
    public void opened(Session session) {
        Server server = Server.current();
        settings = server.settings();
        connection = server.open(session, path, Handshake.place(session.getUserProperties()));
        replies = connection.replies();
        if (connection.isClosing()) {
            return;
        }
        keepAlive = KeepAlive.of(connection, settings.pingInterval(), server.background());
        signsOfLife = SignsOfLife.of(
                connection,
                session,
                Handshake.grizzly(session.getUserProperties()),
                server.background(),
                settings.sendTimeout());
        try {
            start(session, server);
        } catch (IllegalArgumentException e) {
            // A bad parameter, in a container where no filter could refuse it before.
            server.metrics().refused(Refusals.Reason.PATH);
            connection.close(CloseReasons.of(CloseCode.POLICY_VIOLATION, e.getMessage()));
        } catch (RuntimeException e) {
            connection.failed(e);
        }
    }

    /** Does the work of {@code @OnMessage} with a part of a text. */
    public void text(String part, boolean last) {
        if (!arrived(Utf8.length(part))) {
            return;
        }
        try {
            keep(part);
            if (last) {
                long nowNanos = System.nanoTime();
                connection.metrics().receivedText(messageBytes);
                answerText(nowNanos);
                messageBytes = 0;
            }
        } catch (RuntimeException e) {
            connection.failed(e);
        }
    }

    /** Does the work of {@code @OnMessage} with a part of a binary message. */
    public void binary(byte[] part, boolean last) {
        if (!arrived(part.length)) {
            return;
        }
        try {
            keep(part);
            if (last) {
                long nowNanos = System.nanoTime();
                connection.metrics().receivedBinary(messageBytes);
                answerBinary(nowNanos);
                messageBytes = 0;
            }
        } catch (RuntimeException e) {
            connection.failed(e);
        }
    }

    /** Does the work of {@code @OnMessage} with a pong. */
    public void pong(PongMessage pong) {
        heard();
        if (keepAlive != null) {
            keepAlive.ponged();
        }
        ponged(pong.getApplicationData());
    }

    /** Does the work of {@code @OnClose}. */
    public void closed(CloseReason reason) {
        connection.closed(reason);
    }

    /** Does the work of {@code @OnError}. */
    public void failed(Throwable failure) {
        connection.failed(failure);
    }

    final Connection connection() {
        return connection;
    }

    /** Returns what answers are sent through. */
    final Replies replies() {
        return replies;
    }

    /** Returns the length in bytes of the message that is being answered. */
    final long messageBytes() {
        return messageBytes;
    }

    /** Runs a task at every interval until the end, once for each connection; the task must not wait for anything. */
    final void repeat(Server server, Duration interval, Runnable task) {
        Future<?> repeated = server.background().every(interval, task);
        connection.atEnd(code -> repeated.cancel(false));
    }

    /**
     * Begins, when the connection is open.
     *
     * @throws IllegalArgumentException with a sentence for the peer, if a parameter is not allowed
     */
    void start(Session session, Server server) {}

    /** Keeps what it needs of each part of a text message. */
    void keep(String part) {}

    /** Keeps what it needs of each part of a binary message. */
    void keep(byte[] part) {}

    /** Drops the parts of a message that is too long to be answered. */
    void forget() {}

    /** Answers a text message, all of whose parts were kept; it came in at {@code sinceNanos}. */
    abstract void answerText(long sinceNanos);

    /** Answers a binary message, all of whose parts were kept; it came in at {@code sinceNanos}. */
    abstract void answerBinary(long sinceNanos);

    /** Takes note of each pong. */
    void ponged(ByteBuffer payload) {}

    /** Counts a part, and tells whether the message goes on. */
    private boolean arrived(int bytes) {
        // Some containers still deliver messages after a close of ours.
        if (connection.isClosing()) {
            return false;
        }
        heard();
        messageBytes += bytes;
        if (messageBytes > settings.maxMessageBytes()) {
            // At once: a container may keep the endpoint until the peer is gone.
            forget();
            connection.closeAfterReplies(CloseReasons.tooBig(settings));
            return false;
        }
        return true;
    }

    private void heard() {
        connection.received();
        if (signsOfLife != null) {
            signsOfLife.heard();
        }
    }
}
