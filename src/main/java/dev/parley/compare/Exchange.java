package dev.parley.compare;

import dev.parley.wire.Ended;

/**
 * What came of one exchange.
 *
 * @param startNanos when it began: with the connection, if it needed a new one
 * @param endNanos when its reply was complete, or it failed
 * @param status of HTTP; 0 if there is none
 * @param reply null if none came
 * @param ended why none came; null if one did
 */
record Exchange(long startNanos, long endNanos, int status, String reply, Ended ended) {
    long nanos() {
        return endNanos - startNanos;
    }

    /** Returns the kind of failure, or null if it did not fail. */
    FailureKind failure() {
        if (ended != null) {
            return Failures.kind(ended);
        }
        return status == 0 || status >= 200 && status < 300 ? null : new FailureKind.Status(status);
    }

    /** Returns what failed, in a clause. */
    String detail() {
        return ended == null ? "HTTP " + status : Failures.describe(ended);
    }
}
