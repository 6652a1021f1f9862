package dev.parley.bench;

import dev.parley.protocol.Close;
import dev.parley.wire.Ended;
import dev.parley.wire.Step;
import java.util.Locale;

/**
 * Is something that went wrong with a connection.
 *
 * @param kind one of few, to be counted by
 * @param example what happened, as one clause; may hold text from the network
 */
record Problem(String kind, String example) {
    /**
     * Puts an end that nobody wanted into words.
     *
     * @param status of the answer to the handshake, or 0 if there was none
     */
    static Problem of(Ended ended, int status) {
        return switch (ended.how()) {
            case NO_CONNECTION -> new Problem(unreachable(ended.step(), ended.clause()), ended.clause());
            case REFUSED ->
                new Problem(
                        status > 0 && status != 101
                                ? "handshake " + status
                                : ended.clause().contains(" within ") ? "timeout" : "handshake",
                        ended.clause());
            case CLOSED -> closed(ended.received());
            case FIN ->
                new Problem("ended without a close frame", "the connection was ended (FIN) without a close frame");
            case RST -> new Problem("reset", "the connection was reset: " + ended.clause());
            case NO_CLOSE_ANSWER ->
                new Problem("no answer to a close frame", "the server did not answer a close frame");
            case PROTOCOL_ERROR -> new Problem("protocol error", ended.clause());
            case CUT -> new Problem("fault in parley", ended.clause());
        };
    }

    private static Problem closed(Close close) {
        return new Problem("close " + close.code(), "the server closed with " + close);
    }

    private static String unreachable(Step.Kind step, String detail) {
        if (detail.contains(" within ")) {
            return "timeout";
        }
        if (detail.contains("Too many open files")) {
            return "open files";
        }
        if (detail.contains("annot assign requested address") || detail.contains("already in use")) {
            return "no free port";
        }
        return step == Step.Kind.TCP
                ? detail.contains("refused") ? "refused" : "TCP"
                : step.toString().toLowerCase(Locale.ROOT).replace("dns", "DNS").replace("tls", "TLS");
    }
}
