package dev.parley.check.knowledge;

import dev.parley.wire.Cause;
import dev.parley.wire.Ended;

/**
 * The manner in which one connection too many was turned away, as far as it says something about whose limit that is.
 *
 * @param code the HTTP status or close code, or 0
 */
public record Refused(Kind kind, int code) {
    /** The kinds of refusal. */
    public enum Kind {
        /** An HTTP status. */
        HTTP,
        /** Accepted, and then ended. */
        CLOSED,
        /** TCP was accepted, and then nothing came. */
        HANGS,
        /** TCP was refused, or ended before there was an answer. */
        TCP_REFUSED,
        /** This machine had no room for it. */
        OWN_LIMIT
    }

    /** Reads it from an end. */
    public static Refused of(Ended end) {
        if (end.cause() instanceof Cause.HttpStatus http) {
            return new Refused(Kind.HTTP, http.status());
        }
        if (end.cause() instanceof Cause.NoLocalSocket) {
            return new Refused(Kind.OWN_LIMIT, 0);
        }
        if (end.cause() instanceof Cause.NoAnswer) {
            return new Refused(Kind.HANGS, 0);
        }
        return end.how() == Ended.How.NO_CONNECTION || end.how() == Ended.How.REFUSED
                ? new Refused(Kind.TCP_REFUSED, 0)
                : new Refused(Kind.CLOSED, end.code());
    }
}
