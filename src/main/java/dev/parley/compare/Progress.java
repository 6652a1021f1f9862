package dev.parley.compare;

/** A listener that is told how far a comparison is. */
public interface Progress {
    /** Takes what is being done now, as a line. */
    void phase(String line);

    /** Takes what changes from moment to moment, for whoever watches; a line without its end. */
    void moment(String line);
}
