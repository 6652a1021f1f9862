package dev.parley.bench;

import java.time.Duration;

/** A listener that the thread of a run tells how it goes on. */
public interface Watcher {
    /** Is told that the run waits for its time to begin. */
    void waiting(Duration left);

    /** Takes what was found out about the replies of the server, in words. */
    void found(String server);

    /** Is told how many connections are open so far. */
    void opening(int opened, int failed, int all);

    /** Is told that the load has begun, or that it is measured from now on. */
    void begun(boolean measured);

    /** Takes a slice of what is measured. */
    void sliced(Recording soFar, Slice slice);

    /** Is told that nothing more is sent, and replies are waited for, or connections to close. */
    void draining();

    /** Takes a step of the search for a rate. */
    void stepped(RateSearch.Step step);
}
