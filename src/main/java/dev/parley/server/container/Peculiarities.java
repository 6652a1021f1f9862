package dev.parley.server;

import dev.parley.core.ServerSettings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Makes up for what is different in some containers, and cannot be asked for in another way. */
final class Peculiarities {
    private static final Logger LOG = System.getLogger(Peculiarities.class.getName());
    private static final String TYRUS_BUFFER = "org.glassfish.tyrus.servlet.incoming-buffer-size";

    /** Payara and GlassFish. */
    private static final String TYRUS = "org.glassfish.tyrus.";

    private static final String LIBERTY = "com.ibm.ws.wsoc.";
    private static final String TOMCAT = "org.apache.tomcat.";
    /** WildFly. */
    private static final String UNDERTOW = "io.undertow.";

    private static final String TOMCAT_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";
    /** After which things have taken their course, where they take it at all. */
    static final Duration SETTLED = Duration.ofSeconds(1);

    private Peculiarities() {}

    /**
     * Has the container close idle connections, unless Parley does so itself.
     *
     * <p>Tyrus in Payara and GlassFish begins a timer with each message and keeps the old ones until their time is over, an
     * hour later, and with them the connection and its buffer: the heap is full after a few million messages, or a few long
     * ones. Elsewhere the timer counts each frame, and is the container's to run.
     */
    static void setIdleTimeout(ServerContainer container, Duration idleTimeout) {
        container.setDefaultMaxSessionIdleTimeout(is(container, TYRUS) ? 0 : idleTimeout.toMillis());
    }

    /** Tells whether a connection's idle time is Parley's to watch. */
    static boolean leavesIdleTimeToUs(Session session) {
        return isTyrus(session);
    }

    /**
     * Sets the size of the buffers for what comes in, where that is what the API's setting means.
     *
     * <p>Tomcat makes two of that size for each connection, and hands messages over in parts of it; to others it would be the
     * longest message.
     */
    static void sizeBuffers(ServerContainer container, int bytes) {
        if (is(container, TOMCAT)) {
            container.setDefaultMaxTextMessageBufferSize(bytes);
            container.setDefaultMaxBinaryMessageBufferSize(bytes);
        }
    }

    /** Warns where a message within the limit would not fit into the buffer that the container has for a frame. */
    static void warnOfSmallBuffer(ServletContext context, ServerContainer container, ServerSettings settings) {
        String given = context.getInitParameter(TYRUS_BUFFER);
        if (is(container, TYRUS)
                && given != null
                && given.matches("\\d{1,9}")
                && Integer.parseInt(given) < 2L * settings.maxMessageBytes()) {
            LOG.log(
                    Level.WARNING,
                    "a frame of max-message-bytes may not fit into the buffer of this container: set the context-param "
                            + TYRUS_BUFFER + " to four times as much (it is " + given + ")");
        }
    }

    /** Keeps Tomcat from giving up a peer sooner than the send timeout does; others know nothing of this property. */
    static void waitForPeers(Session session, Duration sendTimeout) {
        session.getUserProperties()
                .put(TOMCAT_SEND_TIMEOUT, sendTimeout.plus(SETTLED).toMillis());
    }

    /**
     * Tells whether an endpoint must not wait for its peer: Undertow reads on meanwhile, however much is sent to it, and
     * Payara has few threads to wait on.
     */
    static boolean mustNotWait(Session session) {
        return isTyrus(session) || is(session, UNDERTOW);
    }

    /** Tells whether what is sent does not count as activity, unless the idle timeout is set again. */
    static boolean forgetsWhatIsSent(Session session) {
        return is(session, LIBERTY);
    }

    /**
     * Ends the TCP connection of a peer that was given up, where closing the session does not: in Undertow the close frame
     * stands behind the message that cannot be written.
     */
    static void cutOff(Session session) {
        if (!is(session, UNDERTOW)) {
            return;
        }
        try {
            // Public there, and in no API.
            session.getClass().getMethod("forceClose").invoke(session);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.log(Level.WARNING, "the connection of a peer that does not read could not be cut off: " + e);
        }
    }

    static boolean isTyrus(Session session) {
        return is(session, TYRUS);
    }

    static boolean isTyrus(HttpServletRequest handshake) {
        return is(handshake.getServletContext().getAttribute(ServerContainer.class.getName()), TYRUS);
    }

    /**
     * Tells whether a frame came in together with its handshake and must not get past it.
     *
     * <p>Tyrus would look at the frame on the thread that is to open the connection first, and wait for that for ever; Payara
     * has five such threads.
     */
    static boolean cameTooEarly(HttpServletRequest handshake) throws IOException {
        return isTyrus(handshake) && handshake.getInputStream().available() > 0;
    }

    /**
     * Pings a peer of which nothing has been heard in its first second, and gives it up if nothing is heard within the send
     * timeout.
     *
     * <p>Tyrus is never told of a peer that leaves between its handshake and Tyrus' first look at the connection: it would
     * keep its place until it is idle for too long.
     *
     * @param heard whether anything has come in, pongs included
     */
    static void probe(Connection connection, BooleanSupplier heard, Server server) {
        connection.later(SETTLED, () -> {
            if (!heard.getAsBoolean()) {
                server.background().run(() -> pingOnce(connection, heard, server));
            }
        });
    }

    private static void pingOnce(Connection connection, BooleanSupplier heard, Server server) {
        Duration patience = server.settings().sendTimeout();
        if (!connection.ping(ByteBuffer.allocate(0))) {
            // A message is going out just now; later, then.
            probe(connection, heard, server);
            return;
        }
        connection.later(patience, () -> {
            if (!heard.getAsBoolean()) {
                connection.giveUp(CloseReasons.noPong(patience));
            }
        });
    }

    private static boolean is(Object ofContainer, String packages) {
        return ofContainer != null && ofContainer.getClass().getName().startsWith(packages);
    }
}
