package dev.parley.bench;

import dev.parley.protocol.Close;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Stage;

/**
 * Something that went wrong with a connection.
 *
 * @param example what happened, as one clause; may hold text from the network
 */
record Problem(Kind kind, String example) {
    /** Finds the kind of an end that nobody wanted. */
    static Problem of(Ended ended) {
        return switch (ended.how()) {
            case NO_CONNECTION -> new Problem(unreachable(ended.cause(), ended.step()), ended.clause());
            case REFUSED -> new Problem(refused(ended.cause()), ended.clause());
            case CLOSED -> closed(ended.received());
            case FIN -> new Problem(Kind.Plain.FIN, "the connection was ended (FIN) without a close frame");
            case RST -> new Problem(Kind.Plain.RESET, "the connection was reset: " + ended.clause());
            case NO_CLOSE_ANSWER -> new Problem(Kind.Plain.NO_CLOSE_ANSWER, "the server did not answer a close frame");
            case PROTOCOL_ERROR -> new Problem(Kind.Plain.PROTOCOL_ERROR, ended.clause());
            case CUT -> new Problem(Kind.Plain.FAULT, ended.clause());
        };
    }

    private static Problem closed(Close close) {
        return new Problem(new Kind.Closed(close.code()), "the server closed with " + close);
    }

    private static Kind refused(Cause cause) {
        if (cause instanceof Cause.HttpStatus answer) {
            return new Kind.Status(answer.status());
        }
        if (cause instanceof Cause.BadRedirect redirect) {
            return new Kind.Status(redirect.status());
        }
        return cause instanceof Cause.NoAnswer ? Kind.Plain.TIMEOUT : Kind.Plain.HANDSHAKE;
    }

    private static Kind unreachable(Cause cause, Stage step) {
        if (cause instanceof Cause.NoAnswer) {
            return Kind.Plain.TIMEOUT;
        }
        if (cause instanceof Cause.ConnectionRefused) {
            return Kind.Plain.REFUSED;
        }
        if (cause instanceof Cause.NoLocalSocket none && none.lack() != Cause.NoLocalSocket.Lack.OTHER) {
            return none.lack() == Cause.NoLocalSocket.Lack.OPEN_FILES ? Kind.Plain.OPEN_FILES : Kind.Plain.NO_FREE_PORT;
        }
        return switch (step) {
            case DNS -> Kind.Plain.DNS;
            case TCP -> Kind.Plain.TCP;
            case PROXY -> Kind.Plain.PROXY;
            case TLS -> Kind.Plain.TLS;
            case HANDSHAKE -> Kind.Plain.HANDSHAKE;
        };
    }
}
