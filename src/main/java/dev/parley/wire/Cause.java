package dev.parley.wire;

import dev.parley.protocol.HandshakeRule;
import dev.parley.protocol.Violation;
import java.time.Duration;
import java.util.List;

/**
 * Why a connection never was, or why it ended, with its data; {@link Clause} makes words of it.
 *
 * <p>Text in it may come from the network or from the system: it is shown, and no meaning is read out of it.
 */
public sealed interface Cause {
    /**
     * Somebody who was asked for something on the way.
     *
     * @param address as it was given or looked up
     * @param proxy whether it is the proxy, or else the server
     */
    record Peer(String address, boolean proxy) {}

    // Before there is a connection.

    /** The name has no address. */
    record UnknownName(String host) implements Cause {}

    /**
     * An answer did not come in time.
     *
     * @param step what was under way
     * @param peer who did not answer; of {@link Stage#DNS} the name that was asked for
     * @param within how long was waited, over all steps
     */
    record NoAnswer(Stage step, Peer peer, Duration within) implements Cause {}

    /** The port is closed (TCP RST to a SYN). */
    record ConnectionRefused(Peer peer) implements Cause {}

    /** No packet finds its way there. */
    record NoRoute(Peer peer, String message) implements Cause {}

    /** TCP failed in another way. */
    record ConnectFailed(Peer peer, String message) implements Cause {}

    /**
     * This machine gives no socket or port for one more connection.
     *
     * @param peer whom it was to reach; null if there was no socket to begin with
     */
    record NoLocalSocket(Lack lack, Peer peer, String message) implements Cause {
        /** What is used up. */
        public enum Lack {
            OPEN_FILES,
            LOCAL_PORTS,
            OTHER
        }
    }

    /** The proxy passes nothing on without credentials, and none were given (SOCKS, RFC 1928 section 3). */
    record ProxyWantsCredentials(Proxy proxy) implements Cause {}

    /** The proxy did not take the credentials that were given (SOCKS, RFC 1929). */
    record ProxyRejectedCredentials(Proxy proxy) implements Cause {}

    /**
     * The proxy answered CONNECT with something else than 2xx.
     *
     * @param schemes what its Proxy-Authenticate headers ask for, as they came
     */
    record ProxyAnswered(Proxy proxy, int status, String reason, List<String> schemes) implements Cause {
        /** Copies the list. */
        public ProxyAnswered {
            schemes = List.copyOf(schemes);
        }
    }

    /**
     * The proxy did not connect (RFC 1928 section 6).
     *
     * @param reply in words, with its number
     */
    record SocksAnswered(Proxy proxy, String reply) implements Cause {}

    /** The proxy did not pass the connection on, in another way. */
    record ProxyFailed(Proxy proxy, String message) implements Cause {}

    /** What listens there does not speak TLS. */
    record NotTls() implements Cause {}

    /** The server's certificate is not accepted here. */
    record CertificateRefused(Flaw flaw, String message) implements Cause {
        /** What is wrong with it. */
        public enum Flaw {
            /** It has expired, or is not valid yet. */
            NOT_VALID_NOW,
            /** No authority that is trusted here signed it, or a certificate in between is missing. */
            UNTRUSTED,
            /** It is for another name. */
            OTHER_NAME
        }
    }

    /**
     * The other side ended TLS with an alert (RFC 8446 section 6).
     *
     * @param alert its name, like {@code handshake_failure}
     */
    record TlsAlert(String alert) implements Cause {
        /** Tells whether it asks for a client certificate, or does not trust the one that was shown. */
        public boolean isAboutClientCertificate() {
            return switch (alert) {
                case "bad_certificate", "certificate_required", "certificate_unknown", "unknown_ca" -> true;
                default -> false;
            };
        }
    }

    /** TLS failed in another way, or a file for it cannot be used. */
    record TlsFailed(String message) implements Cause {}

    /**
     * The connection ended in the middle of a step, by the other side or on the way.
     *
     * @param message empty if it ended in order (FIN); else how it failed
     */
    record EndedDuring(Stage step, String message) implements Cause {}

    // Instead of a WebSocket.

    /** The answer to the handshake is not 101. */
    record HttpStatus(int status) implements Cause {}

    /**
     * The answer is 101 and breaks a rule (RFC 6455 section 4.1).
     *
     * @param value what breaks it, from the network; empty where the rule has none
     */
    record InvalidAnswer(HandshakeRule rule, String value) implements Cause {}

    /** The answer is a record of TLS. */
    record AnswerIsTls() implements Cause {}

    /**
     * The answer is not HTTP.
     *
     * @param start its beginning
     */
    record NotHttp(String start) implements Cause {}

    /** The answer begins as HTTP and cannot be read. */
    record UnreadableHttp(String message) implements Cause {}

    /** A redirect leads to no URL. */
    record BadRedirect(int status, String message) implements Cause {}

    /** HTTP/2 was asked for, and the server does not offer it in TLS (ALPN). */
    record NoHttp2Offered() implements Cause {}

    /** HTTP/2 was spoken, and the server did not answer as that. */
    record NoHttp2() implements Cause {}

    // Once it is open.

    /** The peer broke the protocol, or sent more than this side takes. */
    record ProtocolViolation(Violation violation) implements Cause {}

    /** The TCP connection was reset; the message is the system's. */
    record Reset(String message) implements Cause {}

    /** TLS broke. */
    record TlsBroken(String message) implements Cause {}

    /** An HTTP answer came that nobody had asked for (RFC 9110 section 15.5.9). */
    record UnaskedAnswer(int status) implements Cause {}

    /** An HTTP answer is longer than this side takes. */
    record AnswerTooLong(int mostBytes) implements Cause {}

    /** An HTTP answer cannot be read. */
    record UnreadableAnswer(String message) implements Cause {}

    /** The server reset an HTTP/2 request. */
    record RequestReset(long errorCode) implements Cause {}

    /** The server takes no more HTTP/2 requests (RFC 9113 section 6.8). */
    record GoneAway() implements Cause {}

    /** A request could not be sent. */
    record RequestNotTaken(String message) implements Cause {}

    /** Something failed in Parley itself. */
    record Fault(String message) implements Cause {}
}
