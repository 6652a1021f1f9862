package dev.parley.bench;

/** The rule by which messages are sent. */
public sealed interface Load {
    /**
     * Closed load: each reply on a connection is followed by its next message.
     *
     * @param inFlight how many messages of a connection wait for their replies at any time, at least 1
     */
    record Closed(int inFlight) implements Load {}

    /**
     * Open load, on schedule whatever the replies do: message m is due {@code m / perSecond} seconds after the start, on connection
     * m modulo the number of connections.
     *
     * @param perSecond over all connections, above 0
     * @param maxInFlight a connection with that many unanswered messages sends what is due when it has fewer, at least 1;
     *     {@link Integer#MAX_VALUE} for no limit
     */
    record Open(double perSecond, int maxInFlight) implements Load {}

    /** No load: the connections are held, and nothing is sent. */
    record Idle() implements Load {}
}
