package dev.parley.bench;

import java.time.Duration;

/** An onlooker who is told how a run goes on, by the thread that runs it. */
public interface Watcher {
    /** Hears that the run waits for its time to begin. */
    void waiting(Duration left);

    /** Hears in words how the server replies. */
    void found(String server);

    /** Hears how far opening the connections is. */
    void opening(int opened, int failed, int all);

    /** Hears that the load has begun, or that it is measured from now on. */
    void begun(boolean measured);

    /** Takes the next slice of what is measured. */
    void sliced(Recording soFar, Slice slice);

    /** Hears that nothing more is sent, and the last replies are waited for. */
    void draining();

    /** Takes a step of the search for a rate, which is over. */
    void stepped(RateSearch.Step step);
}
