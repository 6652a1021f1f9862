package dev.parley.bench;

import java.util.function.Supplier;

/**
 * The schedule of one connection in a phase: under open load its messages are due at their times, under closed load each reply
 * is followed by the next message. Used by its event loop only.
 */
final class Turns {
    private final int number;
    private final Link link;
    private final Exchanges exchanges;
    private final Meter meter;
    // The phase in which it takes part, or null; as which of all that do; and from when on it sends no more.
    private Phase phase;
    private int member;
    private long endNanos;
    // How many of its messages were due in this phase, under open load.
    private long turn;
    // How many it has to send yet of those that are measured, if the phase ends by number.
    private long measuredLeft;
    // Whether it was not able to send when it was due: then it is not parley that is late.
    private boolean heldUp;

    Turns(int number, Link link, Exchanges exchanges, Meter meter) {
        this.number = number;
        this.link = link;
        this.exchanges = exchanges;
        this.meter = meter;
    }

    int member() {
        return member;
    }

    /** Takes part in a phase, from now on if the connection is open, or from when it is. */
    void join(Phase next, int asMember) {
        phase = next;
        member = asMember;
        endNanos = next.endNanos();
        turn = 0;
        heldUp = false;
        measuredLeft = next.share(asMember);
        if (link.isOpen()) {
            begin();
        }
    }

    /** Begins, now that the connection is open, with the first turn that is still to come; if there is a phase. */
    void opened() {
        if (phase == null) {
            return;
        }
        if (phase.load() instanceof Load.Open) {
            long nowNanos = System.nanoTime();
            while (dueNanos() <= nowNanos) {
                turn++;
            }
        }
        begin();
    }

    /** Sends nothing that is due from this time on. */
    void stop(long nowNanos) {
        endNanos = Math.min(endNanos, nowNanos);
    }

    /** Takes part no longer. */
    void leave() {
        phase = null;
    }

    /** Tells whether there is something left to send or a reply to come, in a phase in which nothing more will be due. */
    boolean isWaiting() {
        boolean toSend = heldUp || measuredLeft < Long.MAX_VALUE && measuredLeft > 0 && System.nanoTime() < endNanos;
        return !link.hasEnded() && phase != null && (exchanges.waiting() > 0 || toSend);
    }

    /** Sends what is due by now, as far as the connection takes it; under open load. */
    void sendDue(long nowNanos) {
        Load.Open load = (Load.Open) phase.load();
        long dueNanos;
        while ((dueNanos = dueNanos()) <= nowNanos && dueNanos < endNanos) {
            if (!link.isOpen()) {
                turn++;
                missed(dueNanos);
            } else if (!link.wire().isWritable() || exchanges.waiting() >= load.maxInFlight()) {
                heldUp = true;
                return;
            } else {
                // Before it is sent, for the connection may tell meanwhile that it takes more.
                turn++;
                exchanges.send(dueNanos, heldUp);
            }
        }
        heldUp = false;
    }

    /** Goes on after a reply: with the next message under closed load, or with what was held up. */
    void replied() {
        if (phase != null && phase.load() instanceof Load.Closed) {
            sendNext();
        } else {
            writable();
        }
    }

    /** Goes on with what was held up, under open load. */
    void writable() {
        if (heldUp && phase != null && phase.load() instanceof Load.Open) {
            sendDue(System.nanoTime());
        }
    }

    /** Counts what should have been sent and was not. */
    void giveUp() {
        Supplier<String> why =
                () -> "connection " + number + (link.isOpen() ? " did not take what was due" : " has ended");
        if (!link.wasOpened()) {
            return;
        }
        if (measuredLeft < Long.MAX_VALUE) {
            meter.missing(Kind.Plain.NOT_SENT, measuredLeft, why);
        } else if (link.isOpen() && heldUp) {
            for (; dueNanos() < endNanos; turn++) {
                meter.problem(Kind.Plain.NOT_SENT, dueNanos(), why);
            }
        }
    }

    private void begin() {
        if (phase.load() instanceof Load.Closed closed) {
            for (int i = 0; i < closed.inFlight(); i++) {
                sendNext();
            }
        }
    }

    /** Sends one message if there is one to send; under closed load. */
    private void sendNext() {
        long nowNanos = System.nanoTime();
        if (nowNanos >= endNanos || measuredLeft == 0) {
            return;
        }
        if (nowNanos >= phase.measuredNanos() && measuredLeft != Long.MAX_VALUE) {
            measuredLeft--;
        }
        exchanges.send(nowNanos, heldUp);
    }

    private void missed(long dueNanos) {
        if (link.wasOpened()) {
            meter.problem(Kind.Plain.NOT_SENT, dueNanos, () -> "connection " + number + " has ended");
        }
    }

    /** Returns when its next message is due, under open load. */
    private long dueNanos() {
        return phase.dueNanos(turn * phase.members() + member);
    }
}
