package dev.parley.check;

import dev.parley.wire.Ended;

/**
 * Is how a connection ended, as far as it says something about who ended it.
 *
 * @param code of the close frame that came, or 1006
 * @param reason of the close frame that came, or empty
 */
record Manner(Kind kind, int code, String reason) {
    /** Names the ways. */
    enum Kind {
        CLOSE_FRAME,
        FIN,
        RST,
        /** It looks open, and nothing comes any more. */
        SWALLOWED
    }

    /** Reads it from an end; null is none, though there should be one. */
    static Manner of(Ended end) {
        if (end == null) {
            return new Manner(Kind.SWALLOWED, 1006, "");
        }
        if (end.received() != null) {
            return new Manner(Kind.CLOSE_FRAME, end.code(), end.received().reason());
        }
        return new Manner(end.how() == Ended.How.RST ? Kind.RST : Kind.FIN, 1006, "");
    }
}
