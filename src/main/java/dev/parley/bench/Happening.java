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
     */
    record Closed(int line, boolean opened, long openNanos, Problem problem) implements Happening {}

    /** A slice is over; its number counts from the begin of what is measured. */
    record Sliced(Phase phase, long number, Slice slice) implements Happening {}

    /** An event loop will send nothing more, and no message of it waits for a reply. */
    record Drained(Phase phase) implements Happening {}

    /** An event loop has told all of the phase. */
    record Finished(Phase phase, long number, Slice rest) implements Happening {}

    /** A person wants it to end. */
    record Interrupted() implements Happening {}
}
