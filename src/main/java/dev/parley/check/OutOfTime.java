package dev.parley.check;

/**
 * Signals that a {@link Deadline} was over before what was waited for came: it might still have come, so that nobody may take it
 * for missing.
 */
final class OutOfTime extends Exception {
    private static final long serialVersionUID = 1;
}
