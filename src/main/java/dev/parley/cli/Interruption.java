package dev.parley.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The answer to Ctrl-C and SIGTERM, the same in every command that runs something: the run is told to end, and the process is
 * held until what there is by then has been printed.
 *
 * <p>The exit code is then the JVM's own, 130 after Ctrl-C and 143 after SIGTERM, whatever the command returns. A command that
 * is interrupted in another way, as at a prompt, returns 130 itself.
 */
final class Interruption {
    /** How long a run may take to end and to be reported; docker stop kills after 10 seconds. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Runnable stop;
    private final Duration patience;
    private final CountDownLatch over = new CountDownLatch(1);

    /** A run and all that is printed of it; returns the exit code. */
    interface Run<E extends Exception> {
        int run() throws E;
    }

    Interruption(Runnable stop, Duration patience) {
        this.stop = stop;
        this.patience = patience;
    }

    /**
     * Runs something that can be interrupted.
     *
     * @param stop tells the run to end, and returns at once; called at most once, on a thread of its own, perhaps before the
     *     run has begun
     * @return what the run returns
     */
    static <E extends Exception> int during(Run<E> run, Runnable stop) throws E {
        Interruption interruption = new Interruption(stop, PATIENCE);
        Thread hook = new Thread(interruption::happen, "parley-interrupt-1");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return run.run();
        } finally {
            interruption.over();
            forget(hook);
        }
    }

    /** Tells the run to end, and waits until it is over, or long enough. */
    void happen() {
        stop.run();
        try {
            over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // The process ends either way.
            Thread.currentThread().interrupt();
        }
    }

    /** Lets the process go: all is printed. */
    void over() {
        over.countDown();
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already; the hook has nothing left to wait for.
            return;
        }
    }
}
