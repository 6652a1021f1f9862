package dev.parley.bench;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The queue from the event loops, and from a person who interrupts, to the thread that carries out a run.
 *
 * <p>{@link #add} and {@link #interrupt} are for any thread, waiting is for that one.
 */
final class Happenings {
    private final BlockingQueue<Happening> queue = new LinkedBlockingQueue<>();
    private final Consumer<Happening> taker;
    private volatile boolean interrupted;

    /** Prepares it; the taker gets what happens, on the thread that waits. */
    Happenings(Consumer<Happening> taker) {
        this.taker = taker;
    }

    void add(Happening happening) {
        queue.add(happening);
    }

    /** Ends all waiting, from now on, but that in {@link #awaitAnyway}. */
    void interrupt() {
        interrupted = true;
        queue.add(new Happening.Interrupted());
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /** Takes what happens until something is the case, or a time, or the run is interrupted. */
    void await(BooleanSupplier done, long untilNanos) throws InterruptedException {
        while (!interrupted && !done.getAsBoolean() && takeNext(untilNanos)) {
            // What was taken may have made the difference.
            continue;
        }
    }

    /** Does the same for a run that is interrupted, too. */
    void awaitAnyway(BooleanSupplier done, long untilNanos) throws InterruptedException {
        while (!done.getAsBoolean() && takeNext(untilNanos)) {
            // What was taken may have made the difference.
            continue;
        }
    }

    /** Takes what happens next, or tells that nothing did until this time. */
    private boolean takeNext(long untilNanos) throws InterruptedException {
        Happening happening = queue.poll();
        if (happening == null) {
            long leftNanos = untilNanos == Long.MAX_VALUE ? Long.MAX_VALUE : untilNanos - System.nanoTime();
            happening = leftNanos <= 0 ? null : queue.poll(leftNanos, TimeUnit.NANOSECONDS);
        }
        if (happening == null) {
            return false;
        }
        taker.accept(happening);
        return true;
    }
}
