package dev.parley.server.container;

import dev.parley.core.ServerSettings;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** The differences between containers that cannot be asked for in another way, and how each is made up for. */
public final class Peculiarities {
    private static final Logger LOG = System.getLogger(Peculiarities.class.getName());
    private static final String TYRUS_BUFFER = "org.glassfish.tyrus.servlet.incoming-buffer-size";

    /** Payara and GlassFish. */
    private static final String TYRUS = "org.glassfish.tyrus.";

    private static final String LIBERTY = "com.ibm.ws.wsoc.";
    private static final String TOMCAT = "org.apache.tomcat.";

    /** WildFly. */
    private static final String UNDERTOW = "io.undertow.";

    private static final String TOMCAT_SEND_TIMEOUT = "org.apache.tomcat.websocket.BLOCKING_SEND_TIMEOUT";

    /** Tomcat gives up a peer that much later than Parley does, so that the reason is Parley's. */
    private static final Duration LATER = Duration.ofSeconds(1);

    private Peculiarities() {}

    /**
     * Has the container close idle connections, unless Parley does so itself.
     *
     * <p>Tyrus in Payara and GlassFish begins a timer with each message and keeps the old ones until their time is over, an
     * hour later, and with them the connection and its buffer: the heap is full after a few million messages, or a few long
     * ones. Elsewhere the timer counts each frame, and is the container's to run.
     */
    public static void setIdleTimeout(ServerContainer container, Duration idleTimeout) {
        container.setDefaultMaxSessionIdleTimeout(is(container, TYRUS) ? 0 : idleTimeout.toMillis());
    }

    /** Tells whether a connection's idle time is Parley's to watch. */
    public static boolean leavesIdleTimeToUs(Session session) {
        return is(session, TYRUS);
    }

    /**
     * Sets the size of the buffers for what comes in, where that is what the API's setting means.
     *
     * <p>Tomcat makes two of that size for each connection, and hands messages over in parts of it; to others it would be the
     * longest message.
     */
    public static void sizeBuffers(ServerContainer container, int bytes) {
        if (is(container, TOMCAT)) {
            container.setDefaultMaxTextMessageBufferSize(bytes);
            container.setDefaultMaxBinaryMessageBufferSize(bytes);
        }
    }

    /** Warns where a message within the limit would not fit into the buffer that the container has for a frame. */
    public static void warnOfSmallBuffer(ServletContext context, ServerContainer container, ServerSettings settings) {
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
    public static void waitForPeers(Session session, Duration sendTimeout) {
        session.getUserProperties()
                .put(TOMCAT_SEND_TIMEOUT, sendTimeout.plus(LATER).toMillis());
    }

    /**
     * Tells whether an endpoint must not wait for its peer: Undertow reads on meanwhile, however much is sent to it, and
     * Payara has few threads to wait on.
     */
    public static boolean mustNotWait(Session session) {
        return is(session, TYRUS) || is(session, UNDERTOW);
    }

    /** Tells whether what is sent does not count as activity, unless the idle timeout is set again. */
    public static boolean forgetsWhatIsSent(Session session) {
        return is(session, LIBERTY);
    }

    /**
     * Tells whether a peer may leave without the container noticing: Tyrus is never told of one that leaves between its
     * handshake and Tyrus' first look at the connection.
     */
    public static boolean mayMissAnEnd(Session session) {
        return is(session, TYRUS);
    }

    /**
     * Ends the TCP connection of a peer that was given up, where closing the session does not: in Undertow the close frame
     * stands behind the message that cannot be written.
     */
    public static void cutOff(Session session) {
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

    /**
     * Tells whether a frame came in together with its handshake and must not get past it.
     *
     * <p>Tyrus would look at the frame on the thread that is to open the connection first, and wait for that for ever; Payara
     * has five such threads.
     */
    public static boolean cameTooEarly(HttpServletRequest handshake) throws IOException {
        return isTyrus(handshake) && handshake.getInputStream().available() > 0;
    }

    static boolean isTyrus(HttpServletRequest handshake) {
        return is(handshake.getServletContext().getAttribute(ServerContainer.class.getName()), TYRUS);
    }

    private static boolean is(Object ofContainer, String packages) {
        return ofContainer != null && ofContainer.getClass().getName().startsWith(packages);
    }
}
