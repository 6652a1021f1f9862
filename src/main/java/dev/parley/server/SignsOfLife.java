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
 * <p>A peer of which nothing has been heard in its first second is pinged, and given up if nothing is heard within the send
 * timeout. When the TCP connection ends, so does the WebSocket.
 */
final class SignsOfLife implements GrizzlyConnection.Watcher {
    /** After which things have taken their course, where they take it at all. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final Connection connection;
    private final Background background;
    private final Duration patience;
    private volatile boolean heard;

    private SignsOfLife(Connection connection, Background background, Duration patience) {
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
        signs.probe();
        if (tcp != null) {
            tcp.watch(signs);
            connection.atEnd(code -> tcp.forget());
        }
        return signs;
    }

    /** Takes note that the endpoint was told of something. */
    void heard() {
        heard = true;
    }

    @Override
    public void read() {
        connection.received();
    }

    @Override
    public void closed() {
        // Not at once: the end that Tyrus tells of has the code with which the peer closed.
        background.after(SETTLED, () -> {
            if (!connection.isClosing()) {
                background.run(() -> connection.failed(new EOFException("the TCP connection is closed")));
            }
        });
    }

    private void probe() {
        connection.later(SETTLED, () -> {
            if (!heard) {
                background.run(this::ping);
            }
        });
    }

    private void ping() {
        if (!connection.ping(ByteBuffer.allocate(0))) {
            // A message is going out just now; later, then.
            probe();
            return;
        }
        connection.later(patience, () -> {
            if (!heard) {
                connection.giveUp(CloseReasons.noPong(patience));
            }
        });
    }
}
