package dev.parley.check.knowledge;

import dev.parley.protocol.Rule;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;

/**
 * The manner in which a connection ended, as far as it says something about who ended it.
 *
 * @param code of the close frame that came, or 1006
 * @param reason of the close frame that came, or empty
 */
public record Manner(Kind kind, int code, String reason) {
    /** The kinds of end. */
    public enum Kind {
        CLOSE_FRAME,
        FIN,
        RST,
        /** It looks open, and nothing comes through any more. */
        SWALLOWED,
        /** What came was no longer WebSocket, and the client ended it. */
        BROKEN
    }

    /** Reads it from an end; null means that there should have been one and was not. */
    public static Manner of(Ended end) {
        if (end == null) {
            return new Manner(Kind.SWALLOWED, 1006, "");
        }
        if (end.received() != null) {
            return new Manner(Kind.CLOSE_FRAME, end.code(), end.received().reason());
        }
        if (end.how() == Ended.How.PROTOCOL_ERROR) {
            // Open Liberty closes an idle session with a frame that holds 1006: that says who it is.
            return end.cause() instanceof Cause.ProtocolViolation broken
                            && broken.violation().rule() == Rule.CLOSE_CODE
                    ? new Manner(Kind.CLOSE_FRAME, (int) broken.violation().value(), "")
                    : new Manner(Kind.BROKEN, 1006, "");
        }
        return new Manner(end.how() == Ended.How.RST ? Kind.RST : Kind.FIN, 1006, "");
    }
}
