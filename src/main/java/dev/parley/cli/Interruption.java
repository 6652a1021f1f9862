package dev.parley.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends a run when the process is told to end (Ctrl-C, SIGTERM), and holds the process until what there is has been printed. */
final class Interruption {
    private static final int PRINT_SECONDS = 5;

    private final CountDownLatch printed = new CountDownLatch(1);

    private Interruption() {}

    /** Begins to wait for the end; the task runs on a thread of its own. */
    static Interruption running(Runnable stop) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interruption.end(stop), "parley-interrupt-1"));
        return interruption;
    }

    /** Lets the process go: all is printed. */
    void printed() {
        printed.countDown();
    }

    private void end(Runnable stop) {
        stop.run();
        try {
            printed.await(PRINT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // The process ends either way.
            Thread.currentThread().interrupt();
        }
    }
}
