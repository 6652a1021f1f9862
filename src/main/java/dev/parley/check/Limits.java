package dev.parley.check;

import java.time.Duration;
import java.util.Locale;

/**
 * The bounds of what is done to a server.
 *
 * @param connections the most that are opened for {@link Check#CONNECTIONS}, all at once
 * @param messageBytes the longest message that is sent or asked for
 * @param idle how long idle connections are watched, and late replies waited for
 * @param fast whether all has to be over within 10 s
 * @param intensive whether more may be done than what a few browsers would do: broken frames and requests, many connections
 * @param patience how long an answer may take that should come at once
 */
public record Limits(
        int connections, int messageBytes, Duration idle, boolean fast, boolean intensive, Duration patience) {
    /** How long an answer may take that should come at once. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration SHORT_PATIENCE = Duration.ofSeconds(3);
    private static final Duration IDLE = Duration.ofSeconds(70);
    private static final Duration SHORT_IDLE = Duration.ofSeconds(2);
    /** Leaves a second for the start of the process and the report. */
    private static final Duration FAST = Duration.ofSeconds(9);

    private static final Duration SLOW_HANDSHAKE = Duration.ofSeconds(1);
    /** One that is not answered, and another begun. */
    private static final Duration FAST_TRIES = Duration.ofMillis(3_500);

    private static final int CONNECTIONS = 50;
    private static final int FEW_CONNECTIONS = 10;
    /** What a few browsers with some tabs each may have open. */
    private static final int POLITE_CONNECTIONS = 20;

    private static final int MESSAGE_BYTES = 16 * 1024 * 1024;
    private static final int POLITE_MESSAGE_BYTES = 1024 * 1024;

    /**
     * Returns what is usual.
     *
     * @param connections how many were asked for, or null
     * @param idle how long was asked for, or null
     * @param intensive whether the server is this machine's own, or may be treated as such
     * @throws IllegalArgumentException with a sentence for the user, if more was asked for than is allowed
     */
    public static Limits of(boolean fast, boolean intensive, Integer connections, Duration idle) {
        if (connections != null && connections < 1) {
            throw new IllegalArgumentException("--connections " + connections + " is too few: give at least 1");
        }
        if (!intensive && connections != null && connections > POLITE_CONNECTIONS) {
            throw new IllegalArgumentException("--connections " + connections + " to another machine needs --intensive;"
                    + " without it at most " + POLITE_CONNECTIONS + " are opened");
        }
        if (idle != null && idle.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("--idle is too short to see anything: give at least 1s");
        }
        int usual = fast || !intensive ? FEW_CONNECTIONS : CONNECTIONS;
        return new Limits(
                connections == null ? usual : connections,
                intensive ? MESSAGE_BYTES : POLITE_MESSAGE_BYTES,
                idle != null ? idle : fast ? SHORT_IDLE : IDLE,
                fast,
                intensive,
                fast ? SHORT_PATIENCE : PATIENCE);
    }

    /** Returns how long times are taken for one median, if that many do not come sooner. */
    Duration measuring() {
        return fast ? Duration.ofMillis(250) : patience;
    }

    /** Tells whether a handshake took so long that there is no time for what would only be nice to know. */
    boolean isTooSlow(long handshakeNanos) {
        return fast && handshakeNanos > SLOW_HANDSHAKE.toNanos();
    }

    /** Returns how long all the other ways to do a handshake that was refused may take. */
    Duration tries() {
        return fast ? FAST_TRIES : Duration.ofMinutes(1);
    }

    /** Returns how long all may take when it has to be fast; longer, if idle connections are to be watched for longer. */
    Duration longest() {
        return FAST.plus(idle).minus(SHORT_IDLE);
    }

    /** Returns until when all has to be over that begins now. */
    Deadline deadline() {
        return fast ? Deadline.in(longest()) : Deadline.never();
    }

    /** Tells whether a host is this machine by its name alone; a name that has to be looked up is not. */
    public static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("::1")
                || host.matches("127(\\.\\d{1,3}){3}")
                || host.toLowerCase(Locale.ROOT).endsWith(".localhost");
    }
}
