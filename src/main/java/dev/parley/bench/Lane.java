package dev.parley.bench;

import dev.parley.wire.Ended;
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

    // The phase that goes on, or null; whether what happens in it is measured by now, and bytes are counted.
    private Phase phase;
    private boolean measuring;
    private boolean counting;
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
        loop.execute(task);
    }

    /**
     * Begins to open a connection.
     *
     * @param index which of this lane's
     * @param greetings how many messages the server sends at first
     */
    void connect(int index, WireSettings settings, int greetings) {
        lines.get(index).connect(loop, settings, greetings);
    }

    /**
     * Begins a phase.
     *
     * @param members which connection takes part, by its number: as which of all that do, or -1
     */
    void begin(Phase next, int[] members) {
        phase = next;
        measuring = false;
        counting = false;
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
        loop.after(TICK_NANOS, () -> tick(next));
        if (next.load() instanceof Load.Open && !order.isEmpty()) {
            pump(next);
        }
    }

    /** Ends the phase: what has not been answered by now is counted as that. */
    void finish() {
        for (Line line : order) {
            line.giveUp(slice.problems);
            line.leave();
        }
        endSlice(System.nanoTime());
        Phase over = phase;
        phase = null;
        listener.accept(new Happening.Finished(over, sliceNumber, slice));
    }

    /** Closes all connections in order. */
    void close() {
        closing = true;
        lines.forEach(Line::close);
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
        loop.after(nanos, task);
    }

    void opened(Line line, long tookNanos) {
        open++;
        listener.accept(new Happening.Opened(line.number(), tookNanos));
    }

    void closed(Line line, boolean wasOpen, long openNanos, Ended ended, int status) {
        if (wasOpen) {
            open--;
        }
        listener.accept(
                new Happening.Closed(line.number(), wasOpen, openNanos, closing ? null : Problem.of(ended, status)));
    }

    void sent(long dueNanos, long nowNanos, boolean heldUp) {
        spinFromNanos = 0;
        if (dueNanos >= phase.measuredNanos()) {
            slice.sent++;
            if (!heldUp) {
                slice.late.recordValue(Math.max(0, nowNanos - dueNanos));
            }
        }
    }

    void notSent(long dueNanos, int number) {
        if (dueNanos >= phase.measuredNanos()) {
            problem("not sent", () -> "connection " + number + " has ended");
        }
    }

    void answered(long dueNanos, long naiveNanos, long nowNanos) {
        if (phase != null && dueNanos >= phase.measuredNanos()) {
            slice.answered++;
            slice.answeredNanos = nowNanos - phase.measuredNanos();
            slice.latency.recordValue(Math.max(0, nowNanos - dueNanos));
            if (phase.load() instanceof Load.Open) {
                slice.naive.recordValue(Math.max(0, nowNanos - naiveNanos));
            }
        }
    }

    /** Counts a message that answers nothing; it is a problem unless there is no example. */
    void unasked(Supplier<String> example) {
        if (counting) {
            slice.unasked++;
        }
        if (example != null) {
            problem("unasked", example);
        }
    }

    void problem(String kind, Supplier<String> example) {
        slice.problems.add(kind, example);
    }

    void bytesOut(long bytes) {
        if (counting) {
            slice.bytesOut += bytes;
        }
    }

    void bytesIn(long bytes) {
        spinFromNanos = 0;
        if (counting) {
            slice.bytesIn += bytes;
        }
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
            if (dueNanos >= of.endNanos()) {
                return;
            }
            if (dueNanos > nowNanos) {
                pumpAgain(of, nowNanos, dueNanos - nowNanos);
                return;
            }
            line.sendDue(nowNanos);
            turn++;
        }
        loop.after(0, () -> pump(of));
    }

    private void pumpAgain(Phase of, long nowNanos, long waitNanos) {
        if (waitNanos > loop.timerNanos()) {
            loop.after(waitNanos - loop.timerNanos(), () -> pump(of));
        } else {
            // Too soon for a timer: the loop goes round, and looks at the network each time.
            spinFromNanos = nowNanos;
            loop.after(0, () -> pump(of));
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
            counting = true;
            startSlice(of.measuredNanos());
        }
        if (!drained
                && nowNanos >= of.endNanos() | of.endNanos() == Long.MAX_VALUE
                && order.stream().noneMatch(Line::isWaiting)) {
            drained = true;
            listener.accept(new Happening.Drained(of));
        }
        tickNanos = System.nanoTime() + TICK_NANOS;
        loop.after(TICK_NANOS, () -> tick(of));
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
        slice.toNanos = nowNanos - phase.measuredNanos();
        slice.open = open;
        slice.busyNanos = Math.max(0, THREADS.getCurrentThreadCpuTime() - cpuNanos - spunNanos);
        slice.busiest = (double) slice.busyNanos / Math.max(1, nowNanos - sliceFromNanos);
    }
}
