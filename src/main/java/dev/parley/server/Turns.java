package dev.parley.server;

import java.util.concurrent.atomic.AtomicInteger;

/** One connection's work in the background, run one turn after another, so that a slow peer takes one thread at most. */
final class Turns {
    private final Background background;
    private final Runnable turn;
    private final AtomicInteger due = new AtomicInteger();

    Turns(Background background, Runnable turn) {
        this.background = background;
        this.turn = turn;
    }

    /** Adds a turn, to be run when those before it have ended. */
    void add() {
        if (due.getAndIncrement() == 0) {
            start();
        }
    }

    /** Adds a turn if none is running or waiting. */
    void addIfIdle() {
        if (due.compareAndSet(0, 1)) {
            start();
        }
    }

    private void start() {
        boolean started = false;
        try {
            background.run(this::runAll);
            started = true;
        } finally {
            if (!started) {
                // No thread was to be had; the next turn tries again.
                due.set(0);
            }
        }
    }

    private void runAll() {
        boolean more = true;
        while (more) {
            try {
                turn.run();
            } finally {
                more = due.decrementAndGet() > 0;
            }
        }
    }
}
