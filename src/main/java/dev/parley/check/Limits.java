package dev.parley.check;

import java.time.Duration;

/**
 * Bounds what is done to a server.
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
}
