package dev.parley.bench;

import dev.parley.bench.Outcome.Lasted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** All that happened in a run, whether it comes from event loops or from files; for one thread at a time. */
public final class Recording implements Keeper {
    /** What a chart needs of a slice. */
    record Point(
            long fromNanos,
            long toNanos,
            long sent,
            long answered,
            long problems,
            int open,
            double busiest,
            long p50Nanos,
            long p99Nanos,
            long maxNanos) {
        double seconds() {
            return (toNanos - fromNanos) / 1e9;
        }
    }

    private static final long LEAST_NANOS = 100_000_000;

    private final List<About> abouts = new ArrayList<>();
    private final Slice total = new Slice(0);
    private final List<Point> points = new ArrayList<>();
    private final Histogram opening = Slice.histogram();
    private final Map<String, Lasted> lasted = new TreeMap<>();
    private long openingNanos;
    private long sendingNanos;
    private long cpuNanos;
    private boolean interrupted;
    private double askedRate = -1;
    private final List<String> notes = new ArrayList<>();

    Recording() {}

    @Override
    public void add(About about) {
        abouts.add(about);
    }

    /** Adds what came next. */
    @Override
    public void add(Slice slice) {
        total.addLater(slice);
        // What is left after the last message was due may be a moment without any.
        if (slice.toNanos - slice.fromNanos < LEAST_NANOS && slice.sent == 0) {
            return;
        }
        points.add(new Point(
                slice.fromNanos,
                slice.toNanos,
                slice.sent,
                slice.answered,
                slice.problems.total(),
                slice.open,
                slice.busiest,
                slice.latency.getValueAtPercentile(50),
                slice.latency.getValueAtPercentile(99),
                slice.latency.getMaxValue()));
    }

    @Override
    public void add(Outcome outcome) {
        opening.add(outcome.opening());
        openingNanos = Math.max(openingNanos, outcome.openingNanos());
        sendingNanos = Math.max(sendingNanos, outcome.sendingNanos());
        outcome.lasted().forEach((kind, more) -> lasted.merge(kind, more, Lasted::add));
        total.problems.add(outcome.problems());
        interrupted |= outcome.interrupted();
        cpuNanos += outcome.cpuNanos();
    }

    List<About> abouts() {
        return abouts;
    }

    /** Returns everything of the measured time. */
    Slice total() {
        return total;
    }

    List<Point> points() {
        return points;
    }

    /** Returns how long it took to open each connection. */
    Histogram opening() {
        return opening;
    }

    /** Returns how long it took until all of them were open. */
    long openingNanos() {
        return openingNanos;
    }

    Map<String, Lasted> lasted() {
        return lasted;
    }

    long cpuNanos() {
        return cpuNanos;
    }

    /** Tells whether a person ended it. */
    public boolean wasInterrupted() {
        return interrupted;
    }

    /** Tells whether connections were opened and none was open at the end. */
    public boolean lostAll() {
        return opening.getTotalCount() > 0 && total.open == 0;
    }

    /** Tells whether no reply came where there should have been some. */
    public boolean wentUnanswered() {
        return isAwaited() && !interrupted && total.answered == 0;
    }

    /** Adds something that a reader should know. */
    void note(String line) {
        notes.add(line);
    }

    List<String> notes() {
        return notes;
    }

    /** Says what rate was asked for, where it is not the sum of those of all runs. */
    void askedRate(double rate) {
        askedRate = rate;
    }

    void interrupted() {
        interrupted = true;
    }

    int asked() {
        return abouts.stream().mapToInt(About::connections).sum();
    }

    /** Returns the asked rate of open load, or 0. */
    double askedRate() {
        return askedRate >= 0
                ? askedRate
                : abouts.stream().mapToDouble(About::rate).sum();
    }

    boolean isOpenLoad() {
        return abouts.stream().anyMatch(About::open);
    }

    /** Tells whether latencies were counted in two ways: since a message was due, and as a tool that waits would have. */
    boolean hasTwoLatencies() {
        return isOpenLoad() && total.naive.getTotalCount() > 0;
    }

    /** Tells whether messages had replies. */
    boolean isAwaited() {
        return abouts.stream().anyMatch(About::awaited);
    }

    /** Returns how long messages were sent. */
    double seconds() {
        return Math.max(1, sendingNanos > 0 ? sendingNanos : total.toNanos) / 1e9;
    }

    /** Returns for which share of the time event loops were at work, on average. */
    double busy() {
        int threads = Math.max(1, abouts.stream().mapToInt(About::threads).sum());
        return Math.min(1, total.busyNanos / 1e9 / seconds() / threads);
    }

    /** Returns what was sent in the time in which messages were due. */
    double sentPerSecond() {
        return (total.sent - total.sentAfter) / seconds();
    }

    /**
     * Returns how many replies came in that time. Under closed load these are as many as there are messages that were sent: what
     * is answered after the time makes up for the messages of the warm-up that were answered in it.
     */
    double answeredPerSecond() {
        return (total.answered - (isOpenLoad() ? total.answeredAfter : 0)) / seconds();
    }
}
