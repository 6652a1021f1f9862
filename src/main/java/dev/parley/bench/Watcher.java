package dev.parley.bench;

import java.time.Duration;

/** Is told how a run goes on, by the thread that runs it. */
public interface Watcher {
    /** Waits for the time to begin. */
    void waiting(Duration left);

    /** Has found out how the server replies, and says it in words. */
    void found(String server);

    /** Opens connections. */
    void opening(int opened, int failed, int all);

    /** Has begun the load, or begun to measure it. */
    void begun(boolean measured);

    /** Has a slice of what is measured. */
    void sliced(Recording soFar, Slice slice);

    /** Sends no more and waits for replies, or for connections to close. */
    void draining();

    /** Has ended a step of the search for a rate. */
    void stepped(RateSearch.Step step);
}
