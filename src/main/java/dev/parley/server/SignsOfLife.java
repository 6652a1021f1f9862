package dev.parley.server;

import dev.parley.server.container.GrizzlyConnection;
import dev.parley.server.container.Peculiarities;
import jakarta.websocket.Session;
import java.io.EOFException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * The watch over a peer whose end the container may miss (Payara, GlassFish), so that it does not keep its place until it is idle
 * for too long.
 *
 * <p>A peer of which nothing has been heard in its first second is pinged, and given up if nothing comes in within the send
 * timeout; a long message that is still coming in is something, though the endpoint has not heard of it. When the TCP connection
 * ends, so does the WebSocket.
 */
final class SignsOfLife implements GrizzlyConnection.Watcher {
    /** After which things have taken their course, where they take it at all. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final Background background;
    private final Duration patience;
    // Null when it has ended: Grizzly and the timer keep this object for longer, and would keep what came in with it.
    private volatile Connection connection;
    private volatile boolean heard;
    private volatile boolean readSincePing;

    SignsOfLife(Connection connection, Background background, Duration patience) {
        this.connection = connection;
        this.background = background;
        this.patience = patience;
    }

    /**
     * Begins to watch, until the connection ends; returns null where that is not needed.
     *
     * @param tcp below the connection, or null if it is not known
     * @param patience how long a peer has to answer a ping
     */
    static SignsOfLife of(
            Connection connection, Session session, GrizzlyConnection tcp, Background background, Duration patience) {
        if (!Peculiarities.mayMissAnEnd(session)) {
            return null;
        }
        SignsOfLife signs = new SignsOfLife(connection, background, patience);
        if (tcp != null) {
            tcp.watch(signs);
        }
        signs.begin();
        return signs;
    }

    void begin() {
        Connection open = connection;
        probe(open);
        open.atEnd(code -> connection = null);
    }

    /** Takes note that the endpoint was told of something. */
    void heard() {
        heard = true;
    }

    @Override
    public void read() {
        readSincePing = true;
        Connection open = connection;
        if (open != null) {
            open.received();
        }
    }

    @Override
    public void closed() {
        // Not at once: the end that Tyrus tells of has the code with which the peer closed.
        background.after(SETTLED, () -> {
            Connection left = connection;
            if (left != null && !left.isClosing()) {
                background.run(() -> left.failed(new EOFException("the TCP connection is closed")));
            }
        });
    }

    private void probe(Connection open) {
        open.later(SETTLED, () -> {
            if (!heard) {
                background.run(() -> ping(open));
            }
        });
    }

    private void ping(Connection open) {
        readSincePing = false;
        if (!open.ping(ByteBuffer.allocate(0))) {
            // A message is going out just now; later, then.
            probe(open);
            return;
        }
        open.later(patience, () -> {
            if (heard) {
                return;
            }
            if (readSincePing) {
                background.run(() -> ping(open));
            } else {
                open.giveUp(CloseReasons.noPong(patience));
            }
        });
    }
}
