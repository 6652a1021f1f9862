package dev.parley.client;

import dev.parley.core.Durations;
import dev.parley.core.ExitCode;
import dev.parley.core.Printable;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.glassfish.tyrus.core.HandshakeException;

/**
 * Says in one line why no WebSocket connection came about, and which exit code that is.
 *
 * @param exitCode {@link ExitCode#NO_CONNECTION} or {@link ExitCode#HANDSHAKE}
 */
record ConnectFailure(int exitCode, String line) {
    static ConnectFailure of(Throwable thrown, URI uri) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HandshakeException refused) {
                return handshake(
                        uri,
                        "the server answered HTTP " + refused.getHttpStatusCode()
                                + ", a WebSocket endpoint answers 101; is the path right?");
            }
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return noConnection(uri, "the host name '" + uri.getHost() + "' has no address");
            }
            if (cause instanceof SSLException) {
                return noConnection(uri, "TLS failed: " + Printable.escape(String.valueOf(cause.getMessage())));
            }
            if (cause instanceof ConnectException || cause instanceof SocketException) {
                return noConnection(
                        uri, Printable.escape(String.valueOf(cause.getMessage())) + "; is the server running?");
            }
            if (cause instanceof TimeoutException) {
                return handshake(
                        uri,
                        "no valid answer to the handshake within " + Durations.format(HelloClient.HANDSHAKE_TIMEOUT));
            }
        }
        return handshake(uri, Printable.escape(String.valueOf(thrown.getMessage())));
    }

    private static ConnectFailure noConnection(URI uri, String why) {
        return new ConnectFailure(ExitCode.NO_CONNECTION, "cannot connect to " + uri + ": " + why);
    }

    private static ConnectFailure handshake(URI uri, String why) {
        return new ConnectFailure(ExitCode.HANDSHAKE, "no WebSocket at " + uri + ": " + why);
    }
}
