package dev.parley.compare;

import dev.parley.compare.Recording.Failure;
import dev.parley.compare.Recording.Measured;
import dev.parley.compare.Recording.RoundTrips;
import dev.parley.core.Printable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/** The exchanges of one way, added up over all rounds. Not thread-safe: a round guards it. */
final class Tally {
    private static final long MOST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final int EXAMPLE_CHARACTERS = 200;

    private final AtomicReference<String> expected;
    private final Histogram roundTrips = new Histogram(MOST_NANOS, DIGITS);
    private final Map<FailureKind, Failure> failures = new LinkedHashMap<>();
    private final List<Double> perSecond = new ArrayList<>();
    private long exchanges;
    private long wrong;
    private String wrongExample;
    private long connections;
    private long bytesOut;
    private long bytesIn;

    /**
     * Begins at nothing.
     *
     * @param expected the reply that is the right one; the first that comes if it is null yet
     */
    Tally(AtomicReference<String> expected) {
        this.expected = expected;
    }

    /** Takes note of connections that are open already. */
    void alreadyConnected(long count) {
        connections += count;
    }

    void add(Exchange exchange) {
        exchanges++;
        FailureKind kind = exchange.failure();
        if (kind != null) {
            Failure one = new Failure(kind.words(), 1, Printable.cut(exchange.detail(), EXAMPLE_CHARACTERS));
            failures.merge(
                    kind, one, (before, more) -> new Failure(before.kind(), before.count() + 1, before.example()));
            return;
        }
        expected.compareAndSet(null, exchange.reply());
        if (!expected.get().equals(exchange.reply())) {
            wrong++;
            wrongExample = wrongExample == null ? Printable.cut(exchange.reply(), EXAMPLE_CHARACTERS) : wrongExample;
        }
        roundTrips.recordValue(Math.max(1, Math.min(exchange.nanos(), MOST_NANOS)));
    }

    /** Takes note of a round that was done. */
    void round(long done, long nanos) {
        if (done > 0) {
            perSecond.add(done * 1e9 / nanos);
        }
    }

    /** Takes note of what was carried in a round. */
    void carried(long moreConnections, long out, long in) {
        connections += moreConnections;
        bytesOut += out;
        bytesIn += in;
    }

    Measured measured() {
        boolean none = roundTrips.getTotalCount() == 0;
        return new Measured(
                exchanges,
                List.copyOf(failures.values()),
                wrong,
                wrongExample,
                connections,
                bytesOut,
                bytesIn,
                median(perSecond),
                none
                        ? new RoundTrips(0, 0, 0, 0)
                        : new RoundTrips(
                                roundTrips.getValueAtPercentile(50),
                                roundTrips.getValueAtPercentile(90),
                                roundTrips.getValueAtPercentile(99),
                                roundTrips.getMaxValue()));
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? 0 : values.stream().sorted().toList().get(values.size() / 2);
    }
}
