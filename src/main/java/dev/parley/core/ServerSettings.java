package dev.parley.core;

import java.time.Duration;

/**
 * What the server does at its limits; see {@link Setting} for what each may be.
 *
 * @param idleTimeout zero for none
 * @param maxConnections 0 for no limit
 * @param bufferBytes of a connection
 * @param maxMessageBytes bytes of UTF-8 in a text message
 * @param pingInterval zero for no pings
 */
public record ServerSettings(
        Duration idleTimeout,
        int maxConnections,
        int bufferBytes,
        int maxMessageBytes,
        Duration sendTimeout,
        Duration pingInterval,
        AllowedOrigins allowedOrigins) {

    /**
     * Reads every setting.
     *
     * @throws IllegalArgumentException with one line for the user, at the first that is not allowed
     */
    public static ServerSettings read(SettingSources sources) {
        return new ServerSettings(
                sources.read(Setting.IDLE_TIMEOUT),
                sources.read(Setting.MAX_CONNECTIONS),
                sources.read(Setting.BUFFER_BYTES),
                sources.read(Setting.MAX_MESSAGE_BYTES),
                sources.read(Setting.SEND_TIMEOUT),
                sources.read(Setting.PING_INTERVAL),
                sources.read(Setting.ALLOWED_ORIGINS));
    }
}
