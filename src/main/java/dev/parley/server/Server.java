package dev.parley.server;

import dev.parley.core.Admission;
import dev.parley.core.ServerSettings;
import dev.parley.core.Setting;
import dev.parley.core.SettingSources;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Holds what all connections of this deployment share.
 *
 * <p>There is one, in a static field, because containers make endpoints in ways of their own; it is there from the
 * deployment's start to its end. Thread-safe.
 */
final class Server {
    private static volatile Server current;

    private final long startNanos = System.nanoTime();
    private final Background background = new Background();
    private final Connections connections = new Connections();
    private final LateReplies lateReplies = new LateReplies(background);
    private final ServerSettings settings;
    private final Map<String, String> settingTexts;
    private final Admission admission;
    private final Metrics metrics;
    private volatile boolean stopping;

    /**
     * Reads the settings.
     *
     * @param shown those that {@link #settingTexts} tells of
     * @throws IllegalArgumentException with one line for the user, if one is not allowed
     */
    Server(SettingSources sources, List<Setting<?>> shown) {
        settings = ServerSettings.read(sources);
        settingTexts = sources.inEffect(shown);
        admission = new Admission(settings.maxConnections());
        metrics = new Metrics(admission);
    }

    /** Returns the one of this deployment. */
    static Server current() {
        return current;
    }

    /** Makes this the one of the deployment, and begins to watch over its connections. */
    void start() {
        current = this;
        background.watch(this);
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

    /** Tells whether a page of this origin may connect; see {@code AllowedOrigins}. */
    boolean admits(String origin, String host) {
        return settings.allowedOrigins().admit(origin, host);
    }

    boolean isStopping() {
        return stopping;
    }

    Duration uptime() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    Background background() {
        return background;
    }

    Connections connections() {
        return connections;
    }

    LateReplies lateReplies() {
        return lateReplies;
    }

    ServerSettings settings() {
        return settings;
    }

    /** Returns the text of each setting by its name. */
    Map<String, String> settingTexts() {
        return settingTexts;
    }

    Admission admission() {
        return admission;
    }

    Metrics metrics() {
        return metrics;
    }
}
