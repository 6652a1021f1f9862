package dev.parley.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Is the TCP connection under a WebSocket in Payara and GlassFish, and ends that with it.
 *
 * <p>Grizzly closes a TCP connection on which it cannot write, an answer or a pong, and tells whoever waits for what comes in
 * next. While Tyrus is still at what came in last, nobody does: it then waits for ever, and only the next write would fail. Of
 * a ping and its pong not even the endpoint knows. So it is Grizzly that is asked for the end.
 */
final class GrizzlyConnection {
    // The way there: public all of it, and in no API.
    private static final List<String> WAY =
            List.of("getUnwrappedCoyoteRequest", "getCoyoteRequest", "getContext", "getConnection");
    private static final String CLOSE_LISTENER = "org.glassfish.grizzly.CloseListener";

    private static final Logger LOG = System.getLogger(GrizzlyConnection.class.getName());
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final Object connection;

    private GrizzlyConnection(Object connection) {
        this.connection = connection;
    }

    /** Finds the one on which a handshake comes in, or returns null. */
    static GrizzlyConnection of(HttpServletRequest handshake) {
        try {
            Object found = handshake;
            for (String step : WAY) {
                found = found.getClass().getMethod(step).invoke(found);
            }
            return new GrizzlyConnection(found);
        } catch (ReflectiveOperationException | RuntimeException e) {
            warn(e);
            return null;
        }
    }

    /** Ends a WebSocket connection a second after this one has ended, unless Tyrus does so itself. */
    void endWithIt(Connection webSocket, Background background) {
        // Not at once: the end that Tyrus tells of has the code with which the peer closed.
        Runnable onClosed = () -> background.after(Peculiarities.SETTLED, () -> {
            if (!webSocket.isClosing()) {
                background.run(() -> webSocket.failed(new EOFException("the TCP connection is closed")));
            }
        });
        try {
            Class<?> type =
                    Class.forName(CLOSE_LISTENER, false, connection.getClass().getClassLoader());
            Object listener =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (method.getDeclaringClass() == Object.class) {
                            return method.invoke(onClosed, arguments);
                        }
                        onClosed.run();
                        return null;
                    });
            connection.getClass().getMethod("addCloseListener", type).invoke(connection, listener);
        } catch (ReflectiveOperationException | RuntimeException e) {
            warn(e);
        }
    }

    private static void warn(Exception e) {
        if (WARNED.compareAndSet(false, true)) {
            LOG.log(Level.WARNING, "the end of a connection may stay unnoticed until it is idle for too long: " + e);
        }
    }
}
