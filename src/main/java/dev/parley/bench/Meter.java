package dev.parley.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What happens on one event loop, measured in slices, which are handed over when they end; with how busy the loop itself is.
 *
 * <p>Used by its event loop only, so that nothing is shared and nothing locked.
 */
final class Meter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final Consumer<Happening> listener;
    private int open;
    // The phase that goes on, or null; and whether it is measured by now.
    private Phase phase;
    private boolean measuring;
    private Slice slice = new Slice(0);
    private long sliceNumber;
    private long sliceFromNanos;
    private long cpuNanos;
    // What waiting for messages to be due has taken of the processor in this slice, and since when there is nothing
    // else.
    private long spunNanos;
    private long spinFromNanos;

    /** Prepares it; the listener is told what happens, on the event loop. */
    Meter(Consumer<Happening> listener) {
        this.listener = listener;
    }

    /** Begins a phase, of which nothing is measured yet. */
    void begin(Phase next) {
        phase = next;
        measuring = false;
        slice = new Slice(0);
        sliceNumber = 0;
    }

    /** Takes note of how late the loop came to look at the clock, and hands over the slices that are over by now. */
    void tick(long dueNanos, long nowNanos) {
        if (measuring) {
            slice.lag.recordValue(Math.max(0, nowNanos - dueNanos));
            slices(nowNanos);
        } else if (nowNanos >= phase.measuredNanos()) {
            measuring = true;
            startSlice(phase.measuredNanos());
        }
    }

    /** Ends the phase and hands over the rest; {@code owing} connections may still have replies come that nobody waits for. */
    void finish(int owing) {
        endSlice(System.nanoTime());
        Happening.Finished finished = new Happening.Finished(phase, sliceNumber, slice, owing);
        phase = null;
        // What still comes is of no phase, and the slice is another thread's from now on.
        slice = new Slice(0);
        listener.accept(finished);
    }

    void opened(int number, long tookNanos) {
        open++;
        listener.accept(new Happening.Opened(number, tookNanos));
    }

    /** Takes note of an end; {@code unwanted} is null if this side wanted it. */
    void ended(int number, boolean wasOpen, long openNanos, Problem unwanted) {
        if (wasOpen) {
            open--;
        }
        if (unwanted != null && phase != null) {
            slice.problems.add(unwanted.kind().words(), unwanted::example);
        }
        listener.accept(new Happening.Closed(number, wasOpen, openNanos, unwanted, phase != null));
    }

    /** Counts a message that was due at one time and sent at another, through its connection's fault if that was {@code heldUp}. */
    void sent(long dueNanos, long nowNanos, boolean heldUp, long bytes) {
        spinFromNanos = 0;
        if (dueNanos < phase.measuredNanos()) {
            return;
        }
        slice.sent++;
        slice.bytesOut += bytes;
        if (nowNanos >= phase.endNanos()) {
            slice.sentAfter++;
        }
        if (!heldUp) {
            slice.late.recordValue(Math.max(0, nowNanos - dueNanos));
        }
    }

    /** Counts a reply; {@code patientNanos} is when a tool that waits for each would have sent, or {@link Ledger#NONE}. */
    void answered(long dueNanos, long patientNanos, long nowNanos) {
        if (phase == null || dueNanos < phase.measuredNanos()) {
            return;
        }
        slice.answered++;
        slice.answeredNanos = nowNanos - phase.measuredNanos();
        if (nowNanos >= phase.endNanos()) {
            slice.answeredAfter++;
        }
        slice.latency.recordValue(Math.max(0, nowNanos - dueNanos));
        if (patientNanos != Ledger.NONE && phase.load() instanceof Load.Open) {
            slice.naive.recordValue(Math.max(0, nowNanos - patientNanos));
        }
    }

    void bytesIn(long bytes, long nowNanos) {
        spinFromNanos = 0;
        if (isCounted(nowNanos)) {
            slice.bytesIn += bytes;
        }
    }

    /** Counts a message that answers nothing; it is a problem unless there is no example. */
    void unasked(long nowNanos, Supplier<String> example) {
        if (isCounted(nowNanos)) {
            slice.unasked++;
            if (example != null) {
                slice.problems.add(Kind.Plain.UNASKED.words(), example);
            }
        }
    }

    /** Counts a problem with a message that was due at this time: apart if it was not to be measured. */
    void problem(Kind kind, long dueNanos, Supplier<String> example) {
        if (phase == null || dueNanos < phase.measuredNanos()) {
            slice.earlier++;
        } else {
            slice.problems.add(kind.words(), example);
        }
    }

    /** Counts what is missing at the end. */
    void missing(Kind kind, long count, Supplier<String> example) {
        slice.problems.add(kind.words(), count, example);
    }

    /** Takes note that the loop goes round with nothing to do, for it is too soon for a timer. */
    void spinning(long nowNanos) {
        spinFromNanos = nowNanos;
    }

    /** Takes note that it has come round. */
    void awake(long nowNanos) {
        if (spinFromNanos != 0) {
            spunNanos += nowNanos - spinFromNanos;
            spinFromNanos = 0;
        }
    }

    private boolean isCounted(long nowNanos) {
        return phase != null && nowNanos >= phase.measuredNanos() && nowNanos < phase.endNanos();
    }

    /** Hands over the slices that are over: empty ones, too, if the loop was held up. */
    private void slices(long nowNanos) {
        long number = (nowNanos - phase.measuredNanos()) / phase.intervalNanos();
        while (sliceNumber < number) {
            endSlice(nowNanos);
            listener.accept(new Happening.Sliced(phase, sliceNumber, slice));
            sliceNumber++;
            slice = new Slice(nowNanos - phase.measuredNanos());
            startSlice(nowNanos);
        }
    }

    private void startSlice(long nowNanos) {
        sliceFromNanos = nowNanos;
        cpuNanos = THREADS.getCurrentThreadCpuTime();
        spunNanos = 0;
    }

    private void endSlice(long nowNanos) {
        // It may not have begun yet.
        slice.toNanos = Math.max(slice.fromNanos, nowNanos - phase.measuredNanos());
        slice.open = open;
        slice.busyNanos = Math.max(0, THREADS.getCurrentThreadCpuTime() - cpuNanos - spunNanos);
        slice.busiest = (double) slice.busyNanos / Math.max(1, nowNanos - sliceFromNanos);
    }
}
