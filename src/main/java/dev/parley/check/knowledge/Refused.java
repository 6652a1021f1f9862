package dev.parley.check.knowledge;

import dev.parley.wire.Ended;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Is how one connection more was refused, as far as it says something about whose limit that is.
 *
 * @param code the HTTP status or close code, or 0
 */
public record Refused(Kind kind, int code) {
    /** Names the ways. */
    public enum Kind {
        /** An HTTP status. */
        HTTP,
        /** Accepted, and ended then. */
        CLOSED,
        /** TCP was accepted, and then nothing came. */
        HANGS,
        /** TCP was refused, or ended before there was an answer. */
        TCP_REFUSED,
        /** This machine had no place for it. */
        OWN_LIMIT
    }

    private static final Pattern STATUS = Pattern.compile("HTTP (\\d{3})\\b.*");
    private static final Pattern OWN =
            Pattern.compile(".*(Too many open files|Cannot assign requested address|no socket to connect with).*");

    /** Reads it from an end. */
    public static Refused of(Ended end) {
        Matcher status = STATUS.matcher(end.clause());
        if (end.how() == Ended.How.REFUSED && status.matches()) {
            return new Refused(Kind.HTTP, Integer.parseInt(status.group(1)));
        }
        if (OWN.matcher(end.clause()).matches()) {
            return new Refused(Kind.OWN_LIMIT, 0);
        }
        if (end.clause().startsWith("no answer")) {
            return new Refused(Kind.HANGS, 0);
        }
        return end.how() == Ended.How.NO_CONNECTION || end.how() == Ended.How.REFUSED
                ? new Refused(Kind.TCP_REFUSED, 0)
                : new Refused(Kind.CLOSED, end.code());
    }
}
