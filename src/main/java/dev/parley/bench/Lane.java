package dev.parley.bench;

import dev.parley.wire.WireLoop;
import dev.parley.wire.WireSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The connections of one event loop, and what they have to do: open, take part in one phase after another, close.
 *
 * <p>All but the constructor and {@link #execute} is for the event loop, so that nothing is shared and nothing locked.
 */
final class Lane {
    /** How often the loop looks at the clock: for its lag, and for the end of slices. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final GuardedLoop loop;
    private final Consumer<Happening> listener;
    private final Meter meter;
    private final List<Line> lines = new ArrayList<>();

    // The phase that goes on, or null; who takes part in it, by their place in its schedule; and until when they send.
    private Phase phase;
    private List<Line> members = List.of();
    private long endNanos;
    private boolean stopped;
    private boolean drained;
    // Null but for open load.
    private Pump pump;

    /**
     * Prepares the connections {@code first}, {@code first + step} and so on.
     *
     * @param listener is told what happens, on the event loop
     */
    Lane(WireLoop loop, Plan plan, Traffic traffic, int first, int step, Consumer<Happening> listener) {
        this.loop = new GuardedLoop(loop, listener);
        this.listener = listener;
        this.meter = new Meter(listener);
        for (int number = first; number < plan.connections(); number += step) {
            lines.add(new Line(number, plan, traffic, this.loop, meter));
        }
    }

    /** Runs something on the event loop; from any thread. */
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
        lines.get(index).connect(settings, greetings);
    }

    /**
     * Begins a phase.
     *
     * @param places which connection takes part, by its number: as which of all that do, or -1
     */
    void begin(Phase next, int[] places) {
        phase = next;
        endNanos = next.endNanos();
        drained = false;
        pump = null;
        meter.begin(next);
        members = new ArrayList<>();
        for (Line line : lines) {
            if (places[line.number()] >= 0) {
                members.add(line);
                line.turns().join(next, places[line.number()]);
            }
        }
        members.sort(Comparator.comparingInt(line -> line.turns().member()));
        tickIn(next);
        if (next.load() instanceof Load.Open && !members.isEmpty()) {
            pump = new Pump(next, members.stream().map(Line::turns).toList(), loop, meter);
            pump.run();
        }
    }

    /** Sends nothing more from now on, though the phase is not over. */
    void stop() {
        long nowNanos = System.nanoTime();
        stopped = true;
        endNanos = Math.min(endNanos, nowNanos);
        members.forEach(line -> line.turns().stop(nowNanos));
        if (pump != null) {
            pump.stop(nowNanos);
        }
    }

    /** Ends the phase: what has not been answered by now is counted as that, unless it was stopped before its time. */
    void finish() {
        members.forEach(line -> line.finish(stopped));
        if (pump != null) {
            pump.end();
        }
        phase = null;
        meter.finish((int) members.stream().filter(Line::isOwing).count());
    }

    /** Opens connections anew on which replies may still come that would be taken for those to later messages. */
    void renew() {
        lines.forEach(Line::renew);
    }

    /** Closes all connections in order. */
    void close() {
        lines.forEach(Line::close);
    }

    private void tickIn(Phase of) {
        long dueNanos = System.nanoTime() + TICK_NANOS;
        loop.after(TICK_NANOS, () -> tick(of, dueNanos));
    }

    private void tick(Phase of, long dueNanos) {
        if (phase != of) {
            return;
        }
        long nowNanos = System.nanoTime();
        meter.tick(dueNanos, nowNanos);
        // A phase that ends by number has no end before that.
        boolean allDue = nowNanos >= endNanos || endNanos == Long.MAX_VALUE;
        if (!drained
                && allDue
                && members.stream().noneMatch(line -> line.turns().isWaiting())) {
            drained = true;
            listener.accept(new Happening.Drained(of));
        }
        tickIn(of);
    }
}
