package dev.parley.core;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One thing that the server can be told, with each of its spellings, its default and what is allowed.
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {
    private static final Duration LEAST = Duration.ofMillis(10);
    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final int LEAST_BUFFER = 256;
    private static final int MOST_BUFFER = 1024 * 1024;
    // Tyrus holds a frame and what was read behind it in one buffer, which the WAR's web.xml makes twice as large.
    private static final int MOST_MESSAGE = 16 * 1024 * 1024;

    public static final Setting<Duration> IDLE_TIMEOUT = new Setting<>(
            "idle-timeout",
            "3600s",
            "DURATION",
            "Close a connection that carries no frame in either direction for this long; 0: never",
            "give 0 (never) or 10ms to 8760h, like 3600s",
            text -> durationOrOff(text));

    public static final Setting<Duration> HTTP_IDLE_TIMEOUT = new Setting<>(
            "http-idle-timeout",
            "60s",
            "DURATION",
            "Close an HTTP connection that carries no request for this long; 0: never",
            "give 0 (never) or 10ms to 8760h, like 60s",
            text -> durationOrOff(text));

    public static final Setting<Integer> MAX_CONNECTIONS = new Setting<>(
            "max-connections",
            "250",
            "N",
            "Refuse any WebSocket connection beyond this many with 503; 0: no limit",
            "give a whole number from 0 (no limit) to " + MOST_CONNECTIONS + ", like 250",
            text -> between(Integer.parseInt(text), 0, MOST_CONNECTIONS));

    public static final Setting<Integer> BUFFER_BYTES = new Setting<>(
            "buffer-bytes",
            "1024",
            "SIZE",
            "Read and write buffer of a connection; longer messages pass through it in parts",
            "give " + LEAST_BUFFER + " to 1MiB, like 1024 or 64KiB",
            text -> between(Sizes.parse(text), LEAST_BUFFER, MOST_BUFFER));

    public static final Setting<Integer> MAX_MESSAGE_BYTES = new Setting<>(
            "max-message-bytes",
            "1MiB",
            "SIZE",
            "Close with 1009 when a longer message arrives",
            "give 1 to 16MiB, like 1048576 or 1MiB",
            text -> between(Sizes.parse(text), 1, MOST_MESSAGE));

    public static final Setting<Duration> SEND_TIMEOUT = new Setting<>(
            "send-timeout",
            "20s",
            "DURATION",
            "Close with 1008 when a peer has not taken a message for this long",
            "give 10ms to 8760h, like 20s",
            text -> atLeast(Durations.parse(text)));

    public static final Setting<Duration> PING_INTERVAL = new Setting<>(
            "ping-interval",
            "0",
            "DURATION",
            "Ping every connection, and close it when no pong arrives for two intervals; 0: no pings",
            "give 0 (no pings) or 10ms to 8760h, like 30s",
            text -> durationOrOff(text));

    public static final Setting<AllowedOrigins> ALLOWED_ORIGINS = new Setting<>(
            "allowed-origins",
            "*",
            "ORIGINS",
            "Which web pages may connect: *, same, or a list separated by commas; others get 403",
            AllowedOrigins.ALLOWED,
            AllowedOrigins::parse);

    /** Every setting of the WAR, in the order of the documentation. */
    public static final List<Setting<?>> OF_THE_WAR = List.of(
            IDLE_TIMEOUT,
            MAX_CONNECTIONS,
            BUFFER_BYTES,
            MAX_MESSAGE_BYTES,
            SEND_TIMEOUT,
            PING_INTERVAL,
            ALLOWED_ORIGINS);

    /** Every setting of {@code serve}: those of the WAR, and those that only a container can have. */
    public static final List<Setting<?>> OF_SERVE = List.of(
            IDLE_TIMEOUT,
            HTTP_IDLE_TIMEOUT,
            MAX_CONNECTIONS,
            BUFFER_BYTES,
            MAX_MESSAGE_BYTES,
            SEND_TIMEOUT,
            PING_INTERVAL,
            ALLOWED_ORIGINS);

    private final String name;
    private final String defaultText;
    private final String label;
    private final String description;
    private final String allowed;
    private final Function<String, T> parser;

    private Setting(
            String name,
            String defaultText,
            String label,
            String description,
            String allowed,
            Function<String, T> parser) {
        this.name = name;
        this.defaultText = defaultText;
        this.label = label;
        this.description = description;
        this.allowed = allowed;
        this.parser = parser;
    }

    /** Returns the name as in {@code idle-timeout}. */
    public String name() {
        return name;
    }

    /** Returns the flag of {@code serve}, as in {@code --idle-timeout}. */
    public String flag() {
        return "--" + name;
    }

    /** Returns the system property and context-param, as in {@code parley.idle-timeout}. */
    public String property() {
        return "parley." + name;
    }

    /** Returns the environment variable, as in {@code PARLEY_IDLE_TIMEOUT}. */
    public String variable() {
        return "PARLEY_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    public String defaultText() {
        return defaultText;
    }

    /** Returns what kind of value it takes, for a usage line: {@code DURATION}, {@code SIZE}, {@code N}, {@code ORIGINS}. */
    public String label() {
        return label;
    }

    /** Returns what it does, in a clause for a user. */
    public String description() {
        return description;
    }

    /**
     * Reads a value.
     *
     * @param spelling the name that the user gave it under, for the message
     * @throws IllegalArgumentException with one line for the user: what was given, what is allowed, an example
     */
    public T parse(String text, String spelling) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(spelling + " is '" + Printable.cut(text, 80) + "': " + allowed);
        }
    }

    private static Duration durationOrOff(String text) {
        Duration duration = Durations.parse(text);
        return duration.isZero() ? duration : atLeast(duration);
    }

    private static Duration atLeast(Duration duration) {
        if (duration.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("too short");
        }
        return duration;
    }

    private static int between(int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException("out of range");
        }
        return number;
    }
}
