package dev.parley.check.knowledge;

import dev.parley.wire.Ended;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Is how a connection ended, as far as it says something about who ended it.
 *
 * @param code of the close frame that came, or 1006
 * @param reason of the close frame that came, or empty
 */
public record Manner(Kind kind, int code, String reason) {
    /** Names the ways. */
    public enum Kind {
        CLOSE_FRAME,
        FIN,
        RST,
        /** It looks open, and nothing comes any more. */
        SWALLOWED,
        /** What came is no WebSocket any more, and this side ended it. */
        BROKEN
    }

    private static final Pattern ILLEGAL_CODE = Pattern.compile("a close frame has the code (\\d+), .*");

    /** Reads it from an end; null is none, though there should be one. */
    public static Manner of(Ended end) {
        if (end == null) {
            return new Manner(Kind.SWALLOWED, 1006, "");
        }
        if (end.received() != null) {
            return new Manner(Kind.CLOSE_FRAME, end.code(), end.received().reason());
        }
        if (end.how() == Ended.How.PROTOCOL_ERROR) {
            // Open Liberty closes an idle session with a frame that holds 1006: that says who it is.
            Matcher illegal = ILLEGAL_CODE.matcher(end.clause());
            return illegal.matches()
                    ? new Manner(Kind.CLOSE_FRAME, Integer.parseInt(illegal.group(1)), "")
                    : new Manner(Kind.BROKEN, 1006, "");
        }
        return new Manner(end.how() == Ended.How.RST ? Kind.RST : Kind.FIN, 1006, "");
    }
}
