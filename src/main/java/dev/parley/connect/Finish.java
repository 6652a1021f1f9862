package dev.parley.connect;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Answered;
import dev.parley.wire.Ended;

/**
 * The end of a connection, as it is shown.
 *
 * @param redirects how many were followed
 * @param answer what the handshake was answered, or null
 * @param openNanos how long it was open; negative if it never was
 * @param silentNanos how long nothing had come or gone before the end
 * @param unsent how many messages were read and are not sent
 * @param inputEnded whether all that there was to send was read, or none of it ever could be sent
 * @param wanted whether this side began to close
 */
record Finish(
        WebSocketUrl url,
        int redirects,
        Ended end,
        Answered answer,
        long openNanos,
        long silentNanos,
        int unsent,
        boolean inputEnded,
        boolean wanted) {
    boolean wasOpen() {
        return openNanos >= 0;
    }
}
