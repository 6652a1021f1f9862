package dev.parley.compare;

import dev.parley.compare.FailureKind.OfConnection;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;

/** What the end of a connection means for an exchange, as a kind and in words. */
final class Failures {
    private Failures() {}

    /** Returns the kind under which an end is counted that came in place of a reply. */
    static FailureKind kind(Ended ended) {
        return switch (ended.how()) {
            case NO_CONNECTION -> isWithoutLocalPort(ended) ? OfConnection.NO_LOCAL_PORT : OfConnection.NO_CONNECTION;
            case REFUSED -> OfConnection.REFUSED;
            case CUT -> OfConnection.NO_REPLY_IN_TIME;
            case PROTOCOL_ERROR -> OfConnection.PROTOCOL_ERROR;
            case CLOSED, FIN, RST, NO_CLOSE_ANSWER -> OfConnection.ENDED;
        };
    }

    /** Returns a clause that says what happened, and what to do where that is known. */
    static String describe(Ended ended) {
        if (isWithoutLocalPort(ended)) {
            return "no local port is free: each connection that was closed holds its own for a minute;"
                    + " wait that long, or give a smaller --count";
        }
        return switch (ended.how()) {
            case NO_CONNECTION, REFUSED, PROTOCOL_ERROR -> ended.clause();
            case CUT -> ended.cause() == null ? "no reply in time" : ended.clause();
            case CLOSED, FIN, RST, NO_CLOSE_ANSWER ->
                "the server, or something on the way, ended the connection (" + end(ended) + ")";
        };
    }

    /** Returns in a word or two how an open connection was ended. */
    static String end(Ended ended) {
        return switch (ended.how()) {
            case CLOSED -> "close " + ended.received();
            case RST -> "RST";
            case PROTOCOL_ERROR -> ended.clause();
            case FIN, NO_CLOSE_ANSWER, CUT, NO_CONNECTION, REFUSED ->
                ended.cause() == null ? "FIN" : "FIN, " + ended.clause();
        };
    }

    private static boolean isWithoutLocalPort(Ended ended) {
        return ended.cause() instanceof Cause.NoLocalSocket none && none.lack() == Cause.NoLocalSocket.Lack.LOCAL_PORTS;
    }
}
