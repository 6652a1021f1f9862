package dev.parley.check;

import dev.parley.check.knowledge.Manner;

/**
 * What became of a connection that was watched.
 *
 * @param keeping what went over it
 * @param ageNanos how old it was when it ended, or when the watch was over
 * @param quietNanos how long nothing had gone either way by then
 * @param end how it ended; null if it did not
 * @param swallowed whether it looked open and no longer answered when it was asked at the end
 * @param words how it ended, as a clause; empty if it did not
 * @param serverPings how often the server pinged, unasked
 * @param messages how many messages came from it
 */
record Watched(
        Keeping keeping,
        long ageNanos,
        long quietNanos,
        Manner end,
        String words,
        boolean swallowed,
        int serverPings,
        int messages) {
    /** Tells whether it was still there at the end. */
    boolean lives() {
        return end == null && !swallowed;
    }
}
