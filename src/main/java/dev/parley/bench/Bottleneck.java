package dev.parley.bench;

import dev.parley.core.Figures;

/** The signs that it was the tool and not the server that could go no faster, or that made the figures worse than they are. */
final class Bottleneck {
    /** An event loop that is at work for so much of the time has none left. */
    private static final double BUSY = 0.95;

    /** A message that is sent less late than this is sent in time. */
    private static final long LATE_NANOS = 1_000_000;

    /** Lateness matters if it is more than this share of the latencies. */
    private static final double SHARE = 0.1;

    private static final double PERCENTILE = 99;

    private Bottleneck() {}

    /** Returns what says so, as a clause, or null. */
    static String of(Slice slice) {
        if (slice.busiest >= BUSY) {
            return "an event loop of parley was at work for " + Figures.percent(slice.busiest) + " of the time";
        }
        if (slice.latency.getTotalCount() == 0) {
            return null;
        }
        long lateNanos = slice.late.getValueAtPercentile(PERCENTILE);
        if (lateNanos > LATE_NANOS && lateNanos > SHARE * slice.latency.getValueAtPercentile(PERCENTILE)) {
            return "parley sent 1 % of the messages more than " + Figures.time(lateNanos)
                    + " late, which counts as latency";
        }
        return null;
    }
}
