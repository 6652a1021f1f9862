package dev.parley.check;

import dev.parley.wire.Ended;
import java.util.List;

/**
 * What became of messages with compression and without.
 *
 * @param refused how the connection was refused on which it was offered; null if it opened
 * @param agreed what was agreed on, as the server wrote it; null if nothing was
 * @param echoes whether the endpoint sends messages back, so that they can be compared
 * @param messageBytes how long each message is
 * @param json messages that compress well, with compression; null if there was no time for them
 * @param letters messages that hardly compress, with compression; null if there was no time for them
 * @param plain messages without compression; null if there was no time for them
 */
record CompressionSeen(
        Ended refused,
        String agreed,
        boolean echoes,
        int messageBytes,
        Exchanges json,
        Exchanges letters,
        Exchanges plain) {
    /**
     * Messages on one connection, each sent when the one before had come back.
     *
     * @param nanos how long each took that came back
     * @param bytesOut how long all frames were that went out
     * @param bytesIn how long all frames were that came back
     * @param opened whether there was a connection at all
     * @param lost whether the message after these did not come back as it was
     * @param end how the connection had ended, or was refused; null if it had not ended
     */
    record Exchanges(List<Long> nanos, long bytesOut, long bytesIn, boolean opened, boolean lost, Ended end) {
        /** Copies the list. */
        Exchanges {
            nanos = List.copyOf(nanos);
        }

        /** Tells whether all came back as they were. */
        boolean isRight() {
            return opened && !lost;
        }

        double meanOut() {
            return (double) bytesOut / nanos.size();
        }

        double meanIn() {
            return (double) bytesIn / nanos.size();
        }
    }
}
