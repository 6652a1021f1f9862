package dev.parley.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * The state of one connection, with the one task that is due in it, and whoever is to be told of its end. Thread-safe.
 *
 * <p>A task that is due is dropped when this side begins to close, and at the end: it would keep the connection, and what came
 * in on it, for as long as it waits.
 */
final class Lifecycle {
    private final Background background;
    // Written under the lock, and read without.
    private volatile ConnectionState state = ConnectionState.OPEN;
    // With which this side began to close, or with which it lost the peer; 0 if it did neither. Guarded by this.
    private int ownCode;
    // Guarded by this, like the two below.
    private int endCode;
    // Null when nothing is due.
    private Future<?> due;
    private List<IntConsumer> toldOfEnd = new ArrayList<>(2);

    Lifecycle(Background background) {
        this.background = background;
    }

    /** Tells whether what comes in is looked at. */
    boolean takesMessages() {
        return state == ConnectionState.OPEN;
    }

    /** Tells whether anything may be sent but a close frame. */
    boolean sends() {
        return state.mayBecome(ConnectionState.CLOSING);
    }

    boolean hasEnded() {
        return state == ConnectionState.ENDED;
    }

    /** Returns the code with which this side began to close, or {@code otherwise} if it did not. */
    synchronized int ownCodeOr(int otherwise) {
        return ownCode == 0 ? otherwise : ownCode;
    }

    /** Lets nothing more in. */
    synchronized void drain() {
        advance(ConnectionState.DRAINING, 0);
    }

    /** Begins to close with that code; false if that has begun already, or is over. */
    synchronized boolean close(int code) {
        return advance(ConnectionState.CLOSING, code);
    }

    /** Notes a failure, which closes with that code unless another was first; false if it is not the first, or too late. */
    synchronized boolean fail(int code) {
        return advance(ConnectionState.FAILED, code);
    }

    /** Ends it, and tells everybody who asked, once. */
    void end(int code) {
        List<IntConsumer> told;
        synchronized (this) {
            if (!advance(ConnectionState.ENDED, ownCode)) {
                return;
            }
            endCode = code;
            told = toldOfEnd;
            toldOfEnd = List.of();
        }
        for (IntConsumer one : told) {
            one.accept(code);
        }
    }

    /** Tells somebody of the end, with the code that it is counted under; at once if it is over. */
    void atEnd(IntConsumer told) {
        synchronized (this) {
            if (!hasEnded()) {
                toldOfEnd.add(told);
                return;
            }
        }
        told.accept(endCode);
    }

    /** Runs a task once, in place of what was due, unless this side has begun to close by then; it must not wait. */
    synchronized void whileOpen(Duration delay, Runnable task) {
        if (sends()) {
            schedule(delay, task);
        }
    }

    /** Runs a task once, in place of what was due, unless the connection is over by then; it must not wait. */
    synchronized void untilEnd(Duration delay, Runnable task) {
        if (!hasEnded()) {
            schedule(delay, task);
        }
    }

    private boolean advance(ConnectionState next, int code) {
        if (!state.mayBecome(next)) {
            return false;
        }
        if (sends() && !next.mayBecome(ConnectionState.CLOSING)) {
            ownCode = code;
            drop();
        }
        if (next == ConnectionState.ENDED) {
            drop();
        }
        state = next;
        return true;
    }

    private void schedule(Duration delay, Runnable task) {
        drop();
        due = background.after(delay, task);
    }

    private void drop() {
        if (due != null) {
            due.cancel(false);
            due = null;
        }
    }
}
