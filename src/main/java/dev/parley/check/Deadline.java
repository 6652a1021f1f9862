package dev.parley.check;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Interrupts the thread that made it when time is up, unless it was closed before. */
final class Deadline implements AutoCloseable {
    private final Thread runner = Thread.currentThread();
    // Guarded by this.
    private boolean closed;
    private boolean passed;

    private Deadline() {}

    /** Starts one that passes after so long, at once if that is not positive. */
    static Deadline in(Duration time) {
        Deadline deadline = new Deadline();
        CompletableFuture.delayedExecutor(time.toNanos(), TimeUnit.NANOSECONDS).execute(deadline::pass);
        return deadline;
    }

    synchronized boolean hasPassed() {
        return passed;
    }

    /**
     * Ends it; called by the thread that made it. An interrupt that nobody has noticed is taken back if it has passed, even if
     * it was another's: who sends one has to leave a note.
     */
    @Override
    public synchronized void close() {
        closed = true;
        if (passed) {
            Thread.interrupted();
        }
    }

    private synchronized void pass() {
        if (!closed) {
            passed = true;
            runner.interrupt();
        }
    }
}
