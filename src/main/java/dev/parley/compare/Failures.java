package dev.parley.compare;

import dev.parley.wire.Ended;

/** Says in words how a connection ended. */
final class Failures {
    private static final String NO_LOCAL_PORT = "Cannot assign requested address";

    private Failures() {}

    /** Returns the kind, under which failures are counted. */
    static String kind(Ended ended) {
        return switch (ended.how()) {
            case NO_CONNECTION -> isWithoutLocalPort(ended) ? "no local port" : "no connection";
            case REFUSED -> "refused";
            case CUT -> "no reply in time";
            case PROTOCOL_ERROR -> "protocol error";
            default -> "ended without a reply";
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
            case CUT -> ended.clause().isEmpty() ? "no reply in time" : ended.clause();
            default -> "the server, or something on the way, ended the connection (" + end(ended) + ")";
        };
    }

    /** Returns in a word or two how an open connection was ended. */
    static String end(Ended ended) {
        return switch (ended.how()) {
            case CLOSED -> "close " + ended.received();
            case RST -> "RST";
            case PROTOCOL_ERROR -> ended.clause();
            default -> ended.clause().isEmpty() ? "FIN" : "FIN, " + ended.clause();
        };
    }

    private static boolean isWithoutLocalPort(Ended ended) {
        return ended.clause().contains(NO_LOCAL_PORT);
    }
}
