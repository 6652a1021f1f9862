package dev.parley.bench;

import org.HdrHistogram.Histogram;

/** Tells whether the tool, and not the server, was what could not go faster. */
final class Bottleneck {
    /** An event loop that is at work for so much of the time has none left. */
    private static final double BUSY = 0.95;

    /** A message that is sent so much later than it was due was sent late. */
    private static final long LATE_NANOS = 1_000_000;

    /** So many messages may be late: those that a garbage collection or another process delays. */
    private static final double MANY_LATE = 0.01;

    private Bottleneck() {}

    /** Returns what says so, as a clause, or null. */
    static String of(Slice slice) {
        if (slice.busiest >= BUSY) {
            return "an event loop of parley was at work for " + Figures.percent(slice.busiest) + " of the time";
        }
        double late = lateShare(slice.late);
        if (late > MANY_LATE) {
            return Figures.percent(late) + " of the messages were sent more than 1 ms late by parley";
        }
        return null;
    }

    /** Returns which share of messages was sent late. */
    static double lateShare(Histogram late) {
        long all = late.getTotalCount();
        return all == 0
                ? 0
                : (double) late.getCountBetweenValues(LATE_NANOS, Math.max(LATE_NANOS, late.getMaxValue())) / all;
    }
}
