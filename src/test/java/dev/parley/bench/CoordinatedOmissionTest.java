package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/**
 * Plays a server in numbers alone: it answers after a millisecond, but nothing at all in the first second of every ten, and a
 * message is due every millisecond for 100 seconds. What the percentiles are then is a matter of arithmetic.
 */
class CoordinatedOmissionTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final double RESOLUTION_PERCENT = 0.1;

    private final Histogram corrected = Slice.histogram();
    private final Histogram naive = Slice.histogram();

    CoordinatedOmissionTest() {
        Ledger ledger = new Ledger();
        long[] replies = new long[100_000];
        int answered = 0;
        for (int m = 0; m < replies.length; m++) {
            long due = m * MILLI;
            for (; answered < m && replies[answered] <= due; answered++) {
                answer(ledger, replies[answered]);
            }
            ledger.add(due, due, new byte[] {1});
            boolean stalls = m % 10_000 < 1_000;
            replies[m] = stalls ? (m / 10_000 * 10_000 + 1_000) * MILLI : due + MILLI;
        }
        for (; answered < replies.length; answered++) {
            answer(ledger, replies[answered]);
        }
    }

    private void answer(Ledger ledger, long nanos) {
        corrected.recordValue(nanos - ledger.dueNanos(0));
        long patientNanos = ledger.answer(0);
        if (patientNanos != Ledger.NONE) {
            naive.recordValue(nanos - patientNanos);
        }
    }

    @Test
    void correctedLatencyHoldsAllThatWaited() {
        // A tenth of the messages is due in a stall, and waits 1 to 1,000 ms for its end, one as often as another.
        assertPercentile(corrected, 50, 1);
        assertPercentile(corrected, 90, 1);
        assertPercentile(corrected, 95, 500);
        assertPercentile(corrected, 99, 900);
        assertPercentile(corrected, 99.9, 990);
        assertPercentile(corrected, 100, 1_000);
        // (0.1 * 500.5 + 0.9 * 1) ms
        assertThat(corrected.getMean() / MILLI).isCloseTo(50.95, withinPercentage(RESOLUTION_PERCENT));
    }

    @Test
    void naiveLatencyHoldsOneMessageOfEachStall() {
        // A tool that waits for that one would not have sent the other 999 meanwhile.
        assertPercentile(naive, 50, 1);
        assertPercentile(naive, 99, 1);
        assertPercentile(naive, 99.98, 1);
        assertPercentile(naive, 100, 1_000);
        assertThat(naive.getCountBetweenValues(2 * MILLI, 2_000 * MILLI)).isEqualTo(10);
        assertThat(naive.getTotalCount()).isEqualTo(100_000 - 10 * 999);
    }

    private static void assertPercentile(Histogram histogram, double percentile, long millis) {
        assertThat((double) histogram.getValueAtPercentile(percentile))
                .as("p%s", percentile)
                .isCloseTo(millis * MILLI, withinPercentage(RESOLUTION_PERCENT));
    }
}
