package dev.parley.bench;

/** Says when messages are sent. */
public sealed interface Load {
    /**
     * Sends the next message of a connection when a reply came.
     *
     * @param inFlight how many messages of a connection wait for their replies at any time, at least 1
     */
    record Closed(int inFlight) implements Load {}

    /**
     * Sends on schedule, whatever the replies do: message m is due {@code m / perSecond} seconds after the begin, on connection
     * m modulo the number of connections.
     *
     * @param perSecond over all connections, above 0
     * @param maxInFlight a connection with that many unanswered messages sends what is due when it has fewer, at least 1;
     *     {@link Integer#MAX_VALUE} for no limit
     */
    record Open(double perSecond, int maxInFlight) implements Load {}

    /** Sends nothing: the connections are held. */
    record Idle() implements Load {}
}
