package dev.parley.serve;

import java.time.Duration;
import java.util.List;

/** A thread that gives a loop another leader when a turn takes longer than its patience, for whatever reason. */
final class Watchdog {
    /** Long enough for any turn that does not wait, short enough for the other connections of the loop. */
    static final Duration PATIENCE = Duration.ofMillis(20);

    private final List<Loop> loops;
    private final Duration patience;
    private final Thread thread = new Thread(this::watch, "parley-watch-1");

    /** Looks every {@code patience}, so a turn may take twice as long before it is noticed. */
    Watchdog(List<Loop> loops, Duration patience) {
        this.loops = loops;
        this.patience = patience;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void stop() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(patience.toMillis());
                loops.forEach(Loop::watch);
            }
        } catch (InterruptedException e) {
            // Told to stop.
        }
    }
}
