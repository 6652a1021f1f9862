package dev.parley.check;

import dev.parley.core.Printable;
import dev.parley.wire.Ended;

/** The words for how a connection ended; safe to show. */
public final class Ends {
    private Ends() {}

    /** Returns them as a clause: {@code close 1001 (going away): server is stopping}, {@code FIN, without a close frame (1006)}. */
    static String words(Ended end) {
        return switch (end.how()) {
            case CLOSED -> "close " + close(end);
            case FIN -> "FIN, without a close frame (1006)";
            case RST -> "RST, without a close frame (1006)";
            case NO_CLOSE_ANSWER -> "no answer to the close frame";
            case PROTOCOL_ERROR -> "a broken frame: " + Printable.show(end.clause());
            case CUT -> "a cut by Parley" + (end.clause().isEmpty() ? "" : ": " + Printable.show(end.clause()));
            default -> Printable.show(end.clause());
        };
    }

    private static String close(Ended end) {
        return Printable.cut((end.peerFirst() || end.sent() == null ? end.received() : end.sent()).toString(), 200);
    }
}
