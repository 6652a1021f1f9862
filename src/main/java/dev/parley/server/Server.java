package dev.parley.server;

import dev.parley.core.Admission;
import dev.parley.core.Admission.Place;
import dev.parley.core.ServerSettings;
import dev.parley.core.Setting;
import dev.parley.core.SettingSources;
import dev.parley.server.container.Peculiarities;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The deployment: what all its connections share, from its start to its end.
 *
 * <p>There is one, in a static field, because containers make endpoints in ways of their own. Thread-safe.
 */
public final class Server {
    private static final Logger LOG = System.getLogger(Server.class.getName());
    private static volatile Server current;

    private final long startNanos = System.nanoTime();
    private final Background background = new Background();
    private final Connections connections = new Connections();
    private final LateReplies lateReplies = new LateReplies(background);
    private final String version;
    private final ServerSettings settings;
    private final Map<String, String> settingTexts;
    private final Admission admission;
    private final Metrics metrics;
    private volatile boolean stopping;

    /**
     * Reads the settings.
     *
     * @param version of Parley
     * @param shown those that {@link #settingTexts} tells of
     * @throws IllegalArgumentException with one line for the user, if one is not allowed
     */
    Server(String version, SettingSources sources, List<Setting<?>> shown) {
        this.version = version;
        settings = ServerSettings.read(sources);
        settingTexts = sources.inEffect(shown);
        admission = new Admission(settings.maxConnections());
        metrics = new Metrics(admission);
    }

    /** Returns the one of this deployment. */
    public static Server current() {
        return current;
    }

    /** Makes this the one of the deployment, and begins to watch over its connections. */
    void start() {
        current = this;
        connections.watch(background, settings.sendTimeout());
    }

    /** Refuses new connections from now on and gives the open ones 1001; returns when that is done or {@code patience} is over. */
    void stop(Duration patience) {
        stopping = true;
        connections.closeAll(CloseReasons.STOPPING, patience);
        try {
            lateReplies.stop();
        } finally {
            background.stop();
        }
    }

    /**
     * Opens a connection, or begins to close it again with the reason why it is refused; then {@link Connection#isClosing} is
     * true.
     *
     * @param reserved the place taken at the handshake, or null if none was to be had then
     */
    Connection open(Session session, WebSocketPath path, Place reserved) {
        Peculiarities.waitForPeers(session, settings.sendTimeout());
        Place place = reserved != null && reserved.hold() ? reserved : admission.reserve();
        Connection connection =
                new Connection(connections.nextNumber(), session, settings, background, metrics.of(path));
        connections.add(connection);
        connection.atEnd(code -> ended(connection, place, code));
        if (place != null) {
            place.hold();
            metrics.of(path).opened();
        }
        if (stopping) {
            connection.close(CloseReasons.STOPPING);
        } else if (place == null) {
            metrics.refused(Refusals.Reason.FULL);
            connection.close(CloseReasons.full(settings));
        }
        LOG.log(Level.DEBUG, () -> connection + " opened " + path.template());
        return connection;
    }

    /** Tells whether a page of this origin may connect; see {@code AllowedOrigins}. */
    boolean admits(String origin, String host) {
        return settings.allowedOrigins().admit(origin, host);
    }

    /** Tells whether the next connection would be refused because all are taken. */
    public boolean isFull() {
        return admission.isFull();
    }

    /** Returns how many connections are open, or in their handshake. */
    public int openConnections() {
        return admission.taken();
    }

    public boolean isStopping() {
        return stopping;
    }

    public Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    /** Returns the version of Parley. */
    public String version() {
        return version;
    }

    public ServerSettings settings() {
        return settings;
    }

    /** Returns the text of each setting by its name. */
    public Map<String, String> settingTexts() {
        return settingTexts;
    }

    public LateReplies lateReplies() {
        return lateReplies;
    }

    public Metrics metrics() {
        return metrics;
    }

    Background background() {
        return background;
    }

    Connections connections() {
        return connections;
    }

    Admission admission() {
        return admission;
    }

    private void ended(Connection connection, Place place, int code) {
        connections.remove(connection);
        if (place != null) {
            // In this order: whoever sees no connection open sees the last one counted, too.
            metrics.closed(code);
            place.free();
        }
    }
}
