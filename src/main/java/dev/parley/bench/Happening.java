package dev.parley.bench;

/** Something that event loops, or a person, tell the thread that carries out a run. */
sealed interface Happening {
    /** A connection that is open. */
    record Opened(int line, long tookNanos) implements Happening {}

    /**
     * A connection that ended, or never came about.
     *
     * @param opened which of the two
     * @param openNanos for how long it was open
     * @param problem what was wrong with that, or null if this side wanted it
     * @param counted whether the problem is in a slice, too
     */
    record Closed(int line, boolean opened, long openNanos, Problem problem, boolean counted) implements Happening {}

    /** A slice that is over; its number counts from the beginning of what is measured. */
    record Sliced(Phase phase, long number, Slice slice) implements Happening {}

    /** An event loop that will send nothing more, and no message of it waits for a reply. */
    record Drained(Phase phase) implements Happening {}

    /** An event loop that has told all of the phase; on {@code owing} connections replies may still come that nobody waits for. */
    record Finished(Phase phase, long number, Slice rest, int owing) implements Happening {}

    /** A fault of an event loop, through no fault of the server. */
    record Fault(Throwable cause) implements Happening {}

    /** A person who wants the run to end, which {@link Happenings} keeps; this wakes up whoever waits. */
    record Interrupted() implements Happening {}
}
