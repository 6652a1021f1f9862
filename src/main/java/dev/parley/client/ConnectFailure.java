package dev.parley.client;

import dev.parley.core.Durations;
import dev.parley.core.ExitCode;
import dev.parley.core.HandshakeRefusal;
import dev.parley.core.Printable;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.glassfish.tyrus.core.HandshakeException;
import org.glassfish.tyrus.core.l10n.LocalizationMessages;

/**
 * The reason why no WebSocket connection came about, in one line, and the exit code for it.
 *
 * @param exitCode {@link ExitCode#NO_CONNECTION} or {@link ExitCode#HANDSHAKE}
 */
record ConnectFailure(int exitCode, String line) {
    /** The words of Tyrus, without a cause, when the handshake takes too long. */
    private static final String NO_RESPONSE = "Handshake response not received.";

    /**
     * Reads what Tyrus threw.
     *
     * @param timeout that of the handshake
     */
    static ConnectFailure of(Throwable thrown, URI uri, Duration timeout) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HandshakeException refused) {
                return handshake(uri, describe(refused));
            }
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return noConnection(uri, "the host name '" + uri.getHost() + "' has no address");
            }
            if (cause instanceof SSLException) {
                return noConnection(uri, "TLS failed: " + message(cause));
            }
            if (cause instanceof SocketException) {
                return noConnection(uri, message(cause) + "; is the server running?");
            }
            // Of the TCP connection; that of the handshake comes without a cause.
            if (cause instanceof TimeoutException) {
                return noConnection(uri, "no answer; is the address right, and is there a firewall in between?");
            }
        }
        if (NO_RESPONSE.equals(thrown.getMessage())) {
            return handshake(uri, "no valid answer to the handshake within " + Durations.format(timeout));
        }
        if (thrown.getCause() == null) {
            return noConnection(uri, "no connection before the handshake; does the server speak TLS there?");
        }
        return handshake(uri, "the answer to the handshake could not be read (" + message(thrown) + ")");
    }

    private static String describe(HandshakeException refused) {
        int status = refused.getHttpStatusCode();
        // Tyrus says 500 of its own for any answer that breaks the protocol; only of one that was sent it has these
        // words.
        if (status == 500
                && !LocalizationMessages.INVALID_RESPONSE_CODE(101, status).equals(refused.getMessage())) {
            return "the answer breaks the protocol: " + message(refused);
        }
        return "the server answered HTTP " + status + ", a WebSocket endpoint answers 101; "
                + HandshakeRefusal.remedy(status);
    }

    private static String message(Throwable cause) {
        return Printable.escape(String.valueOf(cause.getMessage()));
    }

    private static ConnectFailure noConnection(URI uri, String why) {
        return new ConnectFailure(ExitCode.NO_CONNECTION, "cannot connect to " + uri + ": " + why);
    }

    private static ConnectFailure handshake(URI uri, String why) {
        return new ConnectFailure(ExitCode.HANDSHAKE, "no WebSocket at " + uri + ": " + why);
    }
}
