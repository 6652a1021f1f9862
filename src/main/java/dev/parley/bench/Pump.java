package dev.parley.bench;

import java.util.List;

/**
 * The clock of an open load on one event loop: has each connection send when its message is due, in turn.
 *
 * <p>This is the hot path of open load.
 */
final class Pump {
    /** How many messages are sent before the network has its turn. */
    private static final int BURST = 64;

    private final Phase phase;
    private final List<Turns> order;
    private final GuardedLoop loop;
    private final Meter meter;
    private long endNanos;
    // Counts the messages of this event loop.
    private long turn;

    /** Prepares a phase of open load for those who take part in it, at least one, by their place in the schedule. */
    Pump(Phase phase, List<Turns> order, GuardedLoop loop, Meter meter) {
        this.phase = phase;
        this.order = order;
        this.loop = loop;
        this.meter = meter;
        this.endNanos = phase.endNanos();
    }

    /** Has nothing sent that is due from this time on. */
    void stop(long nowNanos) {
        endNanos = Math.min(endNanos, nowNanos);
    }

    /** Has nothing sent any more. */
    void end() {
        // Nothing is due before that.
        endNanos = Long.MIN_VALUE;
    }

    /** Sends what is due, and comes back when the next message is. */
    void run() {
        long nowNanos = System.nanoTime();
        meter.awake(nowNanos);
        for (int sent = 0; sent <= BURST; sent++) {
            Turns turns = order.get((int) (turn % order.size()));
            long dueNanos = phase.dueNanos(turn / order.size() * phase.members() + turns.member());
            if (dueNanos >= endNanos) {
                return;
            }
            if (dueNanos > nowNanos) {
                await(nowNanos, dueNanos - nowNanos);
                return;
            }
            turns.sendDue(nowNanos);
            turn++;
        }
        loop.after(0, this::run);
    }

    private void await(long nowNanos, long waitNanos) {
        if (waitNanos > loop.timerNanos()) {
            loop.after(waitNanos - loop.timerNanos(), this::run);
        } else {
            // Too soon for a timer: the loop goes round, and looks at the network each time.
            meter.spinning(nowNanos);
            loop.after(0, this::run);
        }
    }
}
