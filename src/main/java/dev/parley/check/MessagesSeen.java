package dev.parley.check;

import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.List;

/**
 * What became of messages that were sent to an endpoint that sends them back.
 *
 * @param exchanges what became of each that was sent
 * @param refused how a connection was refused, so that not all could be sent; null if none was
 * @param trips what became of several on one connection; null if there was none for them
 * @param patience how long was waited for each
 */
record MessagesSeen(List<Exchange> exchanges, Ended refused, RoundTrips trips, Duration patience) {
    /** Copies the list. */
    MessagesSeen {
        exchanges = List.copyOf(exchanges);
    }

    /** A message: its type and its bytes, which nobody changes. */
    record Payload(boolean text, byte[] bytes) {}

    /**
     * A message on a connection of its own.
     *
     * @param what which kind it is
     * @param back what came back, or in its place; null if nothing did
     * @param end how the connection had ended by then; null if it had not
     */
    record Exchange(String what, Payload sent, Payload back, Ended end) {}

    /**
     * Messages on one connection, each sent when the one before had come back.
     *
     * @param nanos how long each took that came back
     * @param lost whether the one after these did not
     * @param end how the connection had ended by then; null if it had not
     */
    record RoundTrips(List<Long> nanos, boolean lost, Ended end) {
        /** Copies the list. */
        RoundTrips {
            nanos = List.copyOf(nanos);
        }
    }
}
