package dev.parley.bench;

import org.HdrHistogram.Histogram;

/**
 * What happened in a stretch of time, on one event loop or, added up, on all of them; for one thread at a time.
 *
 * <p>Times are nanoseconds; a message belongs to the slice in which it was sent, a reply to that in which it came.
 */
final class Slice {
    /** Of all histograms: three significant digits, which is 0.1 % of a value. */
    private static final int DIGITS = 3;

    /** Since the beginning of what is measured. */
    final long fromNanos;

    long toNanos;
    long sent;
    long answered;
    /** How many of those were sent, or answered, only after the time in which messages were due. */
    long sentAfter;

    long answeredAfter;
    /** Problems with messages of the warm-up, which are no part of what is measured. */
    long earlier;
    /** Messages that answered nothing. */
    long unasked;

    long bytesOut;
    long bytesIn;
    /** When the last reply came, since the beginning of what is measured. */
    long answeredNanos;
    /** How many connections were open at its end. */
    int open;
    /** Of the processor, by the event loops; what they spent waiting for the next message to be due not counted. */
    long busyNanos;
    /** The share of the time for which the busiest event loop was at work. */
    double busiest;

    /** From when a message was due to its reply. */
    final Histogram latency = histogram();
    /** From when a tool that waits for each reply would have sent it. */
    final Histogram naive = histogram();
    /** By how much event loops woke up late. */
    final Histogram lag = histogram();
    /** By how much messages were sent late through no fault of the server. */
    final Histogram late = histogram();

    final Problems problems = new Problems();

    Slice(long fromNanos) {
        this.fromNanos = fromNanos;
        this.toNanos = fromNanos;
    }

    static Histogram histogram() {
        return new Histogram(DIGITS);
    }

    /** Adds what happened in the same stretch of time somewhere else. */
    void add(Slice other) {
        toNanos = Math.max(toNanos, other.toNanos);
        open += other.open;
        addCounts(other);
    }

    /** Adds what happened later. */
    void addLater(Slice other) {
        toNanos = Math.max(toNanos, other.toNanos);
        open = other.open;
        addCounts(other);
    }

    private void addCounts(Slice other) {
        answeredNanos = Math.max(answeredNanos, other.answeredNanos);
        sent += other.sent;
        answered += other.answered;
        sentAfter += other.sentAfter;
        answeredAfter += other.answeredAfter;
        earlier += other.earlier;
        unasked += other.unasked;
        bytesOut += other.bytesOut;
        bytesIn += other.bytesIn;
        busyNanos += other.busyNanos;
        busiest = Math.max(busiest, other.busiest);
        latency.add(other.latency);
        naive.add(other.naive);
        lag.add(other.lag);
        late.add(other.late);
        problems.add(other.problems);
    }
}
