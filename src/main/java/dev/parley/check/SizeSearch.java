package dev.parley.check;

import dev.parley.check.SizesSeen.Limit;
import dev.parley.check.SizesSeen.Refusal;

/** A search for the longest message that is taken, to the byte; used by one thread. */
final class SizeSearch {
    private static final int LEAST_BYTES = 1_024;
    private static final int GROWTH = 4;

    /** What sends a message of a size, and returns how it was refused; null if it was taken. */
    interface Probe {
        Refusal send(int bytes) throws InterruptedException, OutOfTime;
    }

    private final int most;
    private final Probe probe;
    private int taken;
    private int refused;
    private Refusal how;
    private boolean exact;

    /**
     * Makes one that has not sent anything.
     *
     * @param most the longest that may be tried
     */
    SizeSearch(int most, Probe probe) {
        this.most = most;
        this.probe = probe;
    }

    /** Makes one for what is likely to have a limit that is known of something else. */
    static SizeSearch like(Limit limit, Probe probe) {
        return new SizeSearch(Math.max(limit.refused(), LEAST_BYTES), probe);
    }

    /** Grows until it is refused, and then halves what is between to the byte. */
    void run() throws InterruptedException, OutOfTime {
        for (long bytes = LEAST_BYTES; refused == 0 && taken < most; bytes *= GROWTH) {
            tryOne((int) Math.min(most, bytes));
        }
        // Most limits are round, and so are the sizes above: then one try is enough.
        int middle = taken + 1;
        while (refused > taken + 1 && !how.isSilence()) {
            // The smaller the excess, the better it shows how it is refused: much more is reset while it is still
            // sent.
            tryOne(middle);
            middle = taken + (refused - taken) / 2;
        }
        exact = true;
    }

    /** Sees whether the limit is this one, and searches only if not. */
    void run(Limit expected) throws InterruptedException, OutOfTime {
        if (tryOne(expected.refused()) && (expected.taken() == 0 || !tryOne(expected.taken()))) {
            exact = true;
            return;
        }
        taken = 0;
        refused = 0;
        how = null;
        run();
    }

    /** Returns how far it came. */
    Limit limit() {
        return new Limit(taken, refused, how, exact);
    }

    /** Tells whether it was refused. */
    private boolean tryOne(int bytes) throws InterruptedException, OutOfTime {
        Refusal now = probe.send(bytes);
        if (now == null) {
            taken = bytes;
        } else {
            refused = bytes;
            how = now;
        }
        return now != null;
    }
}
