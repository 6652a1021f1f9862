package dev.parley.bench;

import java.time.Duration;

/**
 * A stretch of load, with its clock; the same for all event loops.
 *
 * <p>Times are those of {@link System#nanoTime}.
 *
 * @param members how many connections share the load
 * @param beginNanos when the load begins
 * @param measuredNanos from when on it is measured
 * @param endNanos from when on nothing more is sent; {@link Long#MAX_VALUE} if {@code messages} says when
 * @param messages how many messages are measured at most; {@link Long#MAX_VALUE} if {@code endNanos} says when
 * @param intervalNanos how long a slice is
 */
record Phase(
        Load load, int members, long beginNanos, long measuredNanos, long endNanos, long messages, long intervalNanos) {
    private static final double SECOND = 1e9;

    /**
     * Begins now. An open load is measured from a message on that is due, so that exactly so many are.
     *
     * @param lead how long the load runs before it is measured
     * @param duration how long it is measured, or null
     * @param messages how many are measured, if there is no duration
     */
    static Phase begin(
            Load load, int members, long nowNanos, Duration lead, Duration duration, long messages, Duration interval) {
        long leadNanos = lead.toNanos();
        long lengthNanos = duration == null ? 0 : duration.toNanos();
        long most = duration == null ? messages : Long.MAX_VALUE;
        long beginNanos = nowNanos;
        if (load instanceof Load.Open open) {
            // The schedule is shifted, so that a message is due when the measuring begins.
            long first = (long) Math.ceil(leadNanos / SECOND * open.perSecond());
            long count = duration == null ? messages : Math.round(lengthNanos / SECOND * open.perSecond());
            beginNanos -= dueNanos(first, open.perSecond()) - leadNanos;
            lengthNanos = dueNanos(first + count, open.perSecond()) - dueNanos(first, open.perSecond());
            most = Long.MAX_VALUE;
        }
        long measuredNanos = nowNanos + leadNanos;
        return new Phase(
                load,
                members,
                beginNanos,
                measuredNanos,
                most == Long.MAX_VALUE ? measuredNanos + lengthNanos : Long.MAX_VALUE,
                most,
                interval.toNanos());
    }

    /** Returns when message {@code m} of an open load is due. */
    long dueNanos(long m) {
        return beginNanos + dueNanos(m, ((Load.Open) load).perSecond());
    }

    /** Returns how many messages connection {@code member} has of those that are measured. */
    long share(int member) {
        return messages == Long.MAX_VALUE ? messages : messages / members + (member < messages % members ? 1 : 0);
    }

    private static long dueNanos(long m, double perSecond) {
        return Math.round(m * (SECOND / perSecond));
    }
}
