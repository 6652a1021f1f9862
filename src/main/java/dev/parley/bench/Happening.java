package dev.parley.bench;

/** Is something that event loops tell the one who runs the load. */
sealed interface Happening {
    /** A connection is open. */
    record Opened(int line, long tookNanos) implements Happening {}

    /**
     * A connection ended, or never came about.
     *
     * @param opened which of the two
     * @param openNanos for how long it was open
     * @param problem what was wrong with that, or null if this side wanted it
     * @param counted whether the problem is in a slice, too
     */
    record Closed(int line, boolean opened, long openNanos, Problem problem, boolean counted) implements Happening {}

    /** A slice is over; its number counts from the begin of what is measured. */
    record Sliced(Phase phase, long number, Slice slice) implements Happening {}

    /** An event loop will send nothing more, and no message of it waits for a reply. */
    record Drained(Phase phase) implements Happening {}

    /** An event loop has told all of the phase; {@code owed} replies may still come that nobody waits for. */
    record Finished(Phase phase, long number, Slice rest, int owed) implements Happening {}

    /** An event loop has failed, through no fault of the server. */
    record Fault(Throwable cause) implements Happening {}

    /** A person wants it to end. */
    record Interrupted() implements Happening {}
}
