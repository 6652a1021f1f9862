package dev.parley.bench;

import dev.parley.wire.WireLoop;
import dev.parley.wire.WireSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries the connections of one event loop: sends on schedule, and keeps what happens in slices that it hands over.
 *
 * <p>All but the constructor and {@link #execute} runs on the event loop, so that nothing is shared and nothing locked.
 */
final class Lane {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** How often the loop looks at the clock: for its lag, and for the end of slices. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** How many messages are sent on schedule before the network has its turn. */
    private static final int BURST = 64;

    private final WireLoop loop;
    private final Plan plan;
    private final Traffic traffic;
    private final Consumer<Happening> listener;
    private final List<Line> lines = new ArrayList<>();
    private int open;
    private boolean closing;

    // The phase that goes on, or null; until when something is sent in it; and whether it is measured by now.
    private Phase phase;
    private long endNanos;
    private boolean stopped;
    private boolean measuring;
    private boolean drained;
    // Who sends in which order under open load, and whose turn it is.
    private List<Line> order = List.of();
    private long turn;

    private Slice slice = new Slice(0);
    private long sliceNumber;
    private long sliceFromNanos;
    private long tickNanos;
    private long cpuNanos;
    // What waiting for messages to be due has taken of the processor in this slice, and since when there is nothing
    // else.
    private long spunNanos;
    private long spinFromNanos;

    /**
     * Prepares the connections {@code first}, {@code first + step} and so on.
     *
     * @param listener is told what happens, on the event loop
     */
    Lane(WireLoop loop, Plan plan, Traffic traffic, int first, int step, Consumer<Happening> listener) {
        this.loop = loop;
        this.plan = plan;
        this.traffic = traffic;
        this.listener = listener;
        for (int number = first; number < plan.connections(); number += step) {
            lines.add(new Line(this, number));
        }
    }

    /** Runs something on the event loop. */
    void execute(Runnable task) {
        loop.execute(guarded(task));
    }

    /**
     * Begins to open a connection.
     *
     * @param index which of this lane's
     * @param greetings how many messages the server sends at first
     */
    void connect(int index, WireSettings settings, int greetings) {
        lines.get(index).connect(settings, greetings);
    }

    void connect(WireSettings settings, Line line) {
        loop.connect(settings, line);
    }

    /**
     * Begins a phase.
     *
     * @param members which connection takes part, by its number: as which of all that do, or -1
     */
    void begin(Phase next, int[] members) {
        phase = next;
        endNanos = next.endNanos();
        measuring = false;
        drained = false;
        turn = 0;
        slice = new Slice(0);
        sliceNumber = 0;
        order = new ArrayList<>();
        for (Line line : lines) {
            if (members[line.number()] >= 0) {
                order.add(line);
                line.join(next, members[line.number()]);
            }
        }
        order.sort(Comparator.comparingInt(Line::member));
        tickNanos = System.nanoTime() + TICK_NANOS;
        after(TICK_NANOS, () -> tick(next));
        if (next.load() instanceof Load.Open && !order.isEmpty()) {
            pump(next);
        }
    }

    /** Sends nothing more from now on, though the phase is not over. */
    void stop() {
        endNanos = Math.min(endNanos, System.nanoTime());
        stopped = true;
    }

    /** Ends the phase: what has not been answered by now is counted as that, unless it was stopped before its time. */
    void finish() {
        int owed = 0;
        for (Line line : order) {
            line.giveUp(stopped);
            line.leave();
            owed += line.owed();
        }
        endSlice(System.nanoTime());
        Phase over = phase;
        Slice rest = slice;
        phase = null;
        // What still comes is of no phase, and the slice is another thread's from now on.
        slice = new Slice(0);
        listener.accept(new Happening.Finished(over, sliceNumber, rest, owed));
    }

    /** Opens connections anew on which replies may still come that would be taken for those to later messages. */
    void renew() {
        lines.forEach(Line::renew);
    }

    /** Closes all connections in order. */
    void close() {
        closing = true;
        lines.forEach(Line::close);
    }

    /** Returns from when on nothing more is sent. */
    long endNanos() {
        return endNanos;
    }

    /** Tells whether nothing more is sent. */
    boolean isOver() {
        return System.nanoTime() >= endNanos;
    }

    Traffic traffic() {
        return traffic;
    }

    int connections() {
        return plan.connections();
    }

    int readBytesPerSecond() {
        return plan.readBytesPerSecond();
    }

    void after(long nanos, Runnable task) {
        loop.after(nanos, guarded(task));
    }

    void opened(Line line, long tookNanos) {
        open++;
        listener.accept(new Happening.Opened(line.number(), tookNanos));
        if (closing) {
            line.close();
        }
    }

    /** Takes note of an end; {@code problem} is null if this side wanted it. */
    void closed(int number, boolean wasOpen, long openNanos, Problem problem) {
        if (wasOpen) {
            open--;
        }
        Problem unwanted = closing ? null : problem;
        if (unwanted != null && phase != null) {
            slice.problems.add(unwanted.kind(), unwanted::example);
        }
        listener.accept(new Happening.Closed(number, wasOpen, openNanos, unwanted, phase != null));
    }

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

    /** Counts a message that answers nothing; it is a problem unless there is no example. */
    void unasked(long nowNanos, Supplier<String> example) {
        if (isCounted(nowNanos)) {
            slice.unasked++;
            if (example != null) {
                slice.problems.add("unasked", example);
            }
        }
    }

    /** Counts a problem with a message that was due at this time: apart if it was not to be measured. */
    void problem(String kind, long dueNanos, Supplier<String> example) {
        if (phase == null || dueNanos < phase.measuredNanos()) {
            slice.earlier++;
        } else {
            slice.problems.add(kind, example);
        }
    }

    /** Counts what is missing at the end. */
    void missing(String kind, long count, Supplier<String> example) {
        slice.problems.add(kind, count, example);
    }

    void bytesIn(long bytes, long nowNanos) {
        spinFromNanos = 0;
        if (isCounted(nowNanos)) {
            slice.bytesIn += bytes;
        }
    }

    private boolean isCounted(long nowNanos) {
        return phase != null && nowNanos >= phase.measuredNanos() && nowNanos < phase.endNanos();
    }

    /** Lets no fault of ours pass for a slow server. */
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                listener.accept(new Happening.Fault(e));
            }
        };
    }

    /** Sends what is due, and comes back when the next message is. */
    private void pump(Phase of) {
        if (phase != of) {
            return;
        }
        long nowNanos = System.nanoTime();
        if (spinFromNanos != 0) {
            spunNanos += nowNanos - spinFromNanos;
            spinFromNanos = 0;
        }
        for (int sent = 0; sent <= BURST; sent++) {
            Line line = order.get((int) (turn % order.size()));
            long dueNanos = of.dueNanos(turn / order.size() * of.members() + line.member());
            if (dueNanos >= endNanos) {
                return;
            }
            if (dueNanos > nowNanos) {
                pumpAgain(of, nowNanos, dueNanos - nowNanos);
                return;
            }
            line.sendDue(nowNanos);
            turn++;
        }
        after(0, () -> pump(of));
    }

    private void pumpAgain(Phase of, long nowNanos, long waitNanos) {
        if (waitNanos > loop.timerNanos()) {
            after(waitNanos - loop.timerNanos(), () -> pump(of));
        } else {
            // Too soon for a timer: the loop goes round, and looks at the network each time.
            spinFromNanos = nowNanos;
            after(0, () -> pump(of));
        }
    }

    private void tick(Phase of) {
        if (phase != of) {
            return;
        }
        long nowNanos = System.nanoTime();
        if (measuring) {
            slice.lag.recordValue(Math.max(0, nowNanos - tickNanos));
            slices(nowNanos);
        } else if (nowNanos >= of.measuredNanos()) {
            measuring = true;
            startSlice(of.measuredNanos());
        }
        if (!drained
                && (nowNanos >= endNanos || endNanos == Long.MAX_VALUE)
                && order.stream().noneMatch(Line::isWaiting)) {
            drained = true;
            listener.accept(new Happening.Drained(of));
        }
        tickNanos = System.nanoTime() + TICK_NANOS;
        after(TICK_NANOS, () -> tick(of));
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
