package dev.parley.check;

/** Is thrown when a {@link Deadline} is over before what was waited for came: so nobody takes that for an answer that did not come. */
final class OutOfTime extends Exception {
    private static final long serialVersionUID = 1;
}
