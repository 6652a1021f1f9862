package dev.parley.server;

import dev.parley.core.CloseCode;
import dev.parley.core.Utf8;
import jakarta.websocket.CloseReason;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Is what every endpoint does: opens or refuses, bounds messages, counts, and ends in one way; an endpoint adds its answer.
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
    // Whether anything has come in.
    private volatile boolean heard;
    // What is repeated until the end, or null.
    private volatile Future<?> repeated;
    // Null in other containers.
    private volatile GrizzlyConnection grizzly;
    // Of the message that is arriving, so far.
    private long messageBytes;

    Behaviour(WebSocketPath path) {
        this.path = path;
    }

    /** Is what {@code @OnOpen} does. */
    public void opened(Session session) {
        Server server = Server.current();
        connection = Connection.open(server, session, path, Handshake.place(session.getUserProperties()), this::ended);
        if (connection.isClosing()) {
            return;
        }
        if (Peculiarities.isTyrus(session)) {
            Peculiarities.probe(connection, () -> heard, server);
        }
        grizzly = Handshake.grizzly(session.getUserProperties());
        if (grizzly != null) {
            grizzly.watchFor(connection, server.background());
            if (connection.hasEnded()) {
                grizzly.forget();
            }
        }
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

    /** Is what {@code @OnMessage} does with a part of a text. */
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

    /** Is what {@code @OnMessage} does with a part of a binary message. */
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

    /** Is what {@code @OnMessage} does with a pong. */
    public void pong(PongMessage pong) {
        heard = true;
        connection.active();
        connection.ponged();
        ponged(pong.getApplicationData());
    }

    /** Is what {@code @OnClose} does. */
    public void closed(CloseReason reason) {
        connection.closed(reason);
    }

    /** Is what {@code @OnError} does. */
    public void failed(Throwable failure) {
        connection.failed(failure);
    }

    final Connection connection() {
        return connection;
    }

    /** Returns the length in bytes of the message that is being answered. */
    final long messageBytes() {
        return messageBytes;
    }

    /** Runs a task at every interval until the end, once for each connection; the task must not wait for anything. */
    final void repeat(Server server, Duration interval, Runnable task) {
        repeated = server.background().every(interval, task);
    }

    /**
     * Begins, when the connection is open.
     *
     * @throws IllegalArgumentException with a sentence for the peer, if a parameter is not allowed
     */
    void start(Session session, Server server) {}

    /** Is told of each part of a text message. */
    void keep(String part) {}

    /** Is told of each part of a binary message. */
    void keep(byte[] part) {}

    /** Drops the parts of a message that is too long to be answered. */
    void forget() {}

    /** Answers a text message, all of whose parts were kept; it came in at {@code sinceNanos}. */
    abstract void answerText(long sinceNanos);

    /** Answers a binary message, all of whose parts were kept; it came in at {@code sinceNanos}. */
    abstract void answerBinary(long sinceNanos);

    /** Is told of each pong. */
    void ponged(ByteBuffer payload) {}

    /** Stops what {@link #start} began. */
    void end() {}

    private void ended() {
        if (repeated != null) {
            repeated.cancel(false);
        }
        if (grizzly != null) {
            grizzly.forget();
        }
        end();
    }

    /** Counts a part, and tells whether the message goes on. */
    private boolean arrived(int bytes) {
        // Some containers still deliver messages after a close of ours.
        if (connection.isClosing()) {
            return false;
        }
        heard = true;
        connection.active();
        messageBytes += bytes;
        if (messageBytes > Server.current().settings().maxMessageBytes()) {
            // At once: a container may keep the endpoint until the peer is gone.
            forget();
            connection.closeAfterReplies(CloseReasons.tooBig(Server.current().settings()));
            return false;
        }
        return true;
    }
}
