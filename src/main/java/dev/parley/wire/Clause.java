package dev.parley.wire;

import dev.parley.core.Durations;
import dev.parley.core.Printable;
import dev.parley.protocol.HandshakeRule;
import dev.parley.protocol.Rule;
import dev.parley.protocol.Violation;
import dev.parley.wire.Cause.AnswerIsTls;
import dev.parley.wire.Cause.AnswerTooLong;
import dev.parley.wire.Cause.BadRedirect;
import dev.parley.wire.Cause.CertificateRefused;
import dev.parley.wire.Cause.ConnectFailed;
import dev.parley.wire.Cause.ConnectionRefused;
import dev.parley.wire.Cause.EndedDuring;
import dev.parley.wire.Cause.Fault;
import dev.parley.wire.Cause.GoneAway;
import dev.parley.wire.Cause.HttpStatus;
import dev.parley.wire.Cause.InvalidAnswer;
import dev.parley.wire.Cause.NoAnswer;
import dev.parley.wire.Cause.NoHttp2;
import dev.parley.wire.Cause.NoHttp2Offered;
import dev.parley.wire.Cause.NoLocalSocket;
import dev.parley.wire.Cause.NoRoute;
import dev.parley.wire.Cause.NotHttp;
import dev.parley.wire.Cause.NotTls;
import dev.parley.wire.Cause.Peer;
import dev.parley.wire.Cause.ProtocolViolation;
import dev.parley.wire.Cause.ProxyAnswered;
import dev.parley.wire.Cause.ProxyFailed;
import dev.parley.wire.Cause.ProxyRejectedCredentials;
import dev.parley.wire.Cause.ProxyWantsCredentials;
import dev.parley.wire.Cause.RequestNotTaken;
import dev.parley.wire.Cause.RequestReset;
import dev.parley.wire.Cause.Reset;
import dev.parley.wire.Cause.SocksAnswered;
import dev.parley.wire.Cause.TlsAlert;
import dev.parley.wire.Cause.TlsBroken;
import dev.parley.wire.Cause.TlsFailed;
import dev.parley.wire.Cause.UnaskedAnswer;
import dev.parley.wire.Cause.UnknownName;
import dev.parley.wire.Cause.UnreadableAnswer;
import dev.parley.wire.Cause.UnreadableHttp;

/** Makes a clause of a {@link Cause}: the one place where reasons become words. */
public final class Clause {
    private static final int SHOWN_CHARACTERS = 200;

    private Clause() {}

    /**
     * Says why, as a clause without its full stop; may hold text from the network.
     *
     * @param cause null for none: then it is empty
     */
    public static String of(Cause cause) {
        if (cause == null) {
            return "";
        }
        String clause = onTheWay(cause);
        clause = clause != null ? clause : instead(cause);
        clause = clause != null ? clause : open(cause);
        if (clause == null) {
            throw new IllegalStateException("no words for " + cause.getClass());
        }
        return clause;
    }

    private static String onTheWay(Cause cause) {
        if (cause instanceof UnknownName unknown) {
            return "the name '" + unknown.host() + "' has no address";
        } else if (cause instanceof NoAnswer none) {
            return noAnswer(none);
        } else if (cause instanceof ConnectionRefused refused) {
            return words(refused.peer()) + " refused the connection";
        } else if (cause instanceof NoRoute none) {
            return words(none.peer()) + ": " + none.message();
        } else if (cause instanceof ConnectFailed failed) {
            return words(failed.peer()) + ": " + failed.message();
        } else if (cause instanceof NoLocalSocket none) {
            return (none.peer() == null ? "no socket to connect with" : words(none.peer())) + ": " + none.message();
        } else if (cause instanceof EndedDuring ended) {
            return "the connection " + (ended.message().isEmpty() ? "was ended" : "failed (" + ended.message() + ")")
                    + " by the other side "
                    + (ended.step() == Stage.HANDSHAKE
                            ? "instead of an answer to the handshake"
                            : ended.step() == Stage.TLS ? "during the TLS handshake" : "during " + ended.step());
        }
        String proxy = proxy(cause);
        return proxy != null ? proxy : tls(cause);
    }

    private static String noAnswer(NoAnswer none) {
        String who =
                switch (none.step()) {
                    case DNS -> "from the name service for '" + none.peer().address() + "'";
                    case HANDSHAKE -> "to the handshake";
                    default -> "from " + words(none.peer());
                };
        return "no answer " + who + " within " + Durations.format(none.within());
    }

    private static String proxy(Cause cause) {
        if (cause instanceof ProxyWantsCredentials wants) {
            return "the proxy " + wants.proxy() + " wants credentials";
        } else if (cause instanceof ProxyRejectedCredentials rejected) {
            return "the proxy " + rejected.proxy() + " does not take the credentials given";
        } else if (cause instanceof ProxyAnswered answered) {
            return "the proxy " + answered.proxy() + " answered " + answered.status()
                    + (answered.reason().isEmpty() ? "" : " " + answered.reason())
                    + (answered.status() == 407 && answered.proxy().user() != null ? " to the credentials given" : "");
        } else if (cause instanceof SocksAnswered answered) {
            return "the proxy " + answered.proxy() + " answered " + answered.reply();
        } else if (cause instanceof ProxyFailed failed) {
            return "the proxy " + failed.proxy() + " did not pass the connection on: " + failed.message();
        }
        return null;
    }

    private static String tls(Cause cause) {
        if (cause instanceof NotTls) {
            return "the other side does not speak TLS there";
        } else if (cause instanceof CertificateRefused refused) {
            return switch (refused.flaw()) {
                case NOT_VALID_NOW -> "the server's certificate is not valid now: " + refused.message();
                case UNTRUSTED -> "the server's certificate is not signed by an authority that is trusted here";
                case OTHER_NAME -> "the server's certificate is for another name: " + refused.message();
            };
        } else if (cause instanceof TlsAlert alert) {
            return "the server ended TLS with the alert " + alert.alert() + meaning(alert);
        } else if (cause instanceof TlsFailed failed) {
            return "TLS: " + failed.message();
        }
        return null;
    }

    private static String meaning(TlsAlert alert) {
        if (alert.isAboutClientCertificate()) {
            return " (it wants a client certificate that it trusts)";
        }
        return switch (alert.alert()) {
            case "unrecognized_name" -> " (it knows no server of that name)";
            case "protocol_version", "handshake_failure" -> " (no version or cipher of TLS in common)";
            default -> "";
        };
    }

    private static String instead(Cause cause) {
        if (cause instanceof HttpStatus http) {
            return "HTTP " + http.status();
        } else if (cause instanceof InvalidAnswer invalid) {
            return invalid(invalid.rule(), invalid.value());
        } else if (cause instanceof AnswerIsTls) {
            return "the answer is TLS, not HTTP";
        } else if (cause instanceof NotHttp other) {
            return "the answer is not HTTP: '" + Printable.cut(other.start(), 80) + "'";
        } else if (cause instanceof UnreadableHttp unreadable) {
            return "the answer is HTTP that cannot be read: " + unreadable.message();
        } else if (cause instanceof BadRedirect redirect) {
            return "HTTP " + redirect.status() + " to something that is not a URL: " + redirect.message();
        } else if (cause instanceof NoHttp2Offered) {
            return "the server does not offer HTTP/2 in TLS (ALPN)";
        } else if (cause instanceof NoHttp2) {
            return "the server does not answer as HTTP/2";
        }
        return null;
    }

    private static String invalid(HandshakeRule rule, String value) {
        return switch (rule) {
            case STATUS -> "HTTP " + value;
            case UPGRADE -> "the answer is 101 without the header 'Upgrade: websocket'";
            case CONNECTION -> "the answer is 101 without the header 'Connection: Upgrade'";
            case ACCEPT_MISSING -> "the answer is 101 without the header Sec-WebSocket-Accept";
            case ACCEPT_WRONG -> "Sec-WebSocket-Accept is '" + value + "', which does not answer the key";
            case SUBPROTOCOL_NOT_OFFERED -> "the server chose the subprotocol '" + value + "', which was not offered";
            case EXTENSION_NOT_OFFERED -> "the server chose the extension '" + value + "', which was not offered";
            case EXTENSION_PARAMETER -> "the server asks for '" + value + "', which was not offered";
        };
    }

    private static String open(Cause cause) {
        if (cause instanceof ProtocolViolation broken) {
            return violation(broken.violation());
        } else if (cause instanceof Reset reset) {
            return reset.message();
        } else if (cause instanceof TlsBroken broken) {
            return "TLS: " + broken.message();
        } else if (cause instanceof UnaskedAnswer unasked) {
            return "it said HTTP " + unasked.status() + ", unasked";
        } else if (cause instanceof AnswerTooLong tooLong) {
            return "the answer is longer than " + tooLong.mostBytes() + " bytes";
        } else if (cause instanceof UnreadableAnswer unreadable) {
            return "the answer cannot be read: " + Printable.cut(unreadable.message(), SHOWN_CHARACTERS);
        } else if (cause instanceof RequestReset reset) {
            return "the server reset the request (HTTP/2 error " + reset.errorCode() + ")";
        } else if (cause instanceof GoneAway) {
            return "GOAWAY";
        } else if (cause instanceof RequestNotTaken notTaken) {
            return "the request was not taken: " + notTaken.message();
        } else if (cause instanceof Fault fault) {
            return "a fault in parley: " + Printable.cut(fault.message(), SHOWN_CHARACTERS);
        }
        return null;
    }

    private static String violation(Violation violation) {
        Rule rule = violation.rule();
        String what =
                switch (rule) {
                    case SERVER_MUST_NOT_MASK -> "a frame from the server is masked";
                    case CLIENT_MUST_MASK -> "a frame from the client is not masked";
                    case RESERVED_BITS -> "a frame has a reserved bit set";
                    case RESERVED_OPCODE -> "a frame has the reserved opcode " + violation.value();
                    case STRAY_CONTINUATION -> "a continuation of no message";
                    case INTERLEAVED_MESSAGE -> "a message begins within another";
                    case FRAGMENTED_CONTROL -> "a control frame is fragmented";
                    case LONG_CONTROL -> "a control frame is longer than 125 bytes";
                    case HALF_CLOSE_CODE -> "a close frame has half a code";
                    case CLOSE_CODE -> "a close frame has the code " + violation.value() + ", which may not be sent";
                    case CLOSE_REASON_UTF8 -> "the reason of a close frame is not UTF-8";
                    case TEXT_UTF8 -> "a text message is not UTF-8";
                    case DEFLATE_DATA -> "a message cannot be decompressed";
                    case FRAME_SIZE ->
                        "a frame of " + Long.toUnsignedString(violation.value()) + " bytes, at most "
                                + violation.limit() + " are taken";
                    case MESSAGE_SIZE -> "a message is longer than " + violation.limit() + " bytes";
                };
        return rule.isOwnLimit() ? what : what + " (" + rule.section() + ")";
    }

    private static String words(Peer peer) {
        return (peer.proxy() ? "the proxy " : "") + peer.address();
    }
}
