package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.ReferenceServer.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/**
 * Holds what {@code bench} measures against servers whose latencies are on record: what follows from that is arithmetic.
 *
 * <p>Nothing here depends on how fast the machine is. What a run measures is never less than what the server did, and how much
 * more it may be is known from the run itself: from when the next message came, or from how late its event loop was.
 */
class LatencyIT {
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;

    /** HdrHistogram keeps three digits; the schedule is in whole nanoseconds. */
    private static final double RESOLUTION = 0.002;

    @Test
    void percentilesAreThoseOfTheServer() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int connections = 5;
        int messages = 600;
        // 5 to 105 ms, each as often as another; one message at a time on each connection.
        try (ReferenceServer server =
                new ReferenceServer((nowNanos, count) -> nowNanos + (long) ((5 + 100 * random.nextDouble()) * MILLI))) {
            Histogram latency = InProcess.run(
                            InProcess.plan(server.url(), connections, new Load.Closed(1), null, messages))
                    .total()
                    .latency;
            assertThat(latency.getTotalCount()).isEqualTo(messages);
            List<List<Exchange>> exchanges = server.exchangesByConnection();
            // The first connection found out how the server replies.
            List<List<Exchange>> measured = exchanges.subList(1, exchanges.size());
            long[] least = measured.stream()
                    .flatMap(List::stream)
                    .mapToLong(Exchange::heldNanos)
                    .sorted()
                    .toArray();
            long[] most = measured.stream()
                    .flatMapToLong(LatencyIT::mostNanos)
                    .sorted()
                    .toArray();
            for (double percentile : new double[] {50, 75, 90, 95}) {
                assertThat((double) latency.getValueAtPercentile(percentile))
                        .as("p%s, seed %s", percentile, seed)
                        .isBetween(at(least, percentile) * (1 - RESOLUTION), at(most, percentile) * (1 + RESOLUTION));
            }
            assertThat((double) latency.getMinValue()).isGreaterThan(least[0] * (1 - RESOLUTION));
            assertThat((double) latency.getMaxValue()).isGreaterThan(least[least.length - 1] * (1 - RESOLUTION));
        }
    }

    /**
     * Returns how long each exchange of a connection can have taken: the server held it, and what went on before and after is
     * part of the time between its replies and the messages that followed them.
     */
    private static LongStream mostNanos(List<Exchange> connection) {
        return LongStream.range(0, connection.size()).map(i -> {
            if (i == 0 || i == connection.size() - 1) {
                // Nothing came before, or after.
                return Long.MAX_VALUE;
            }
            Exchange before = connection.get((int) i - 1);
            Exchange after = connection.get((int) i + 1);
            return after.arrivedNanos() - before.repliedNanos();
        });
    }

    private static double at(long[] sorted, double percentile) {
        return sorted[(int) Math.ceil(percentile / 100 * sorted.length) - 1];
    }

    @Test
    void stallOfOneSecondInTenIsSeenWholeInCorrectedLatencyAndHardlyInNaive() throws Exception {
        long zeroNanos = System.nanoTime();
        try (ReferenceServer server = new ReferenceServer(
                (nowNanos, count) -> Math.max(nowNanos, endOfStall(nowNanos - zeroNanos) + zeroNanos))) {
            Recording recording = InProcess.run(
                    InProcess.plan(server.url(), 4, new Load.Open(400, Integer.MAX_VALUE), Duration.ofSeconds(20), 0));
            Histogram corrected = recording.total().latency;
            Histogram naive = recording.total().naive;
            assertThat(recording.total().sent).isEqualTo(8_000);
            assertThat(recording.total().answered).isEqualTo(8_000);
            // A tenth of the messages is due in a stall, whatever happens, and is answered after it: that waits 0 to
            // 1,000
            // ms, one time as often as another. A message is due every 2.5 ms.
            double late = lateNanos(recording, server) / MILLI;
            assertThat(corrected.getValueAtPercentile(99) / MILLI).isBetween(895.0, 905 + late);
            assertThat(corrected.getValueAtPercentile(99.9) / MILLI).isBetween(985.0, 995 + late);
            assertThat(corrected.getMaxValue() / MILLI).isBetween(995.0, 1_005 + late);
            assertThat(corrected.getMean() / MILLI).isBetween(49.0, 51 + late);
            // Two stalls hit one message of each of four connections: 8 of 8,000.
            assertThat(naive.getMaxValue()).isGreaterThan(corrected.getMaxValue() / 2);
            assertThat(naive.getValueAtPercentile(99)).isLessThan(corrected.getValueAtPercentile(99) / 4);
            assertThat(naive.getMean()).isLessThan(corrected.getMean() / 4);
            assertThat(corrected.getValueAtPercentile(50)).isLessThan(corrected.getValueAtPercentile(99) / 4);
        }
    }

    @Test
    void slowConnectionTakesNoMoreThanInFlightAllowsAndItsLatencyCountsFromTheSchedule() throws Exception {
        long delayNanos = 20_000_000;
        try (ReferenceServer server = new ReferenceServer((nowNanos, count) -> nowNanos + delayNanos)) {
            // 50 a second can be answered one by one, 100 are due: the last one of 50 waits 510 ms or more.
            Recording recording = InProcess.run(InProcess.plan(server.url(), 1, new Load.Open(100, 1), null, 50));
            assertThat(recording.total().answered).isEqualTo(50);
            List<Exchange> exchanges = server.exchangesByConnection().get(1);
            double tookMillis =
                    (exchanges.get(49).repliedNanos() - exchanges.get(0).arrivedNanos()) / MILLI;
            double lateMillis = lateNanos(recording, server) / MILLI;
            assertThat(recording.total().latency.getMaxValue() / MILLI)
                    .isBetween(510 * (1 - RESOLUTION), (tookMillis - 490 + lateMillis) * (1 + RESOLUTION));
            long[] most = mostNanos(exchanges).sorted().toArray();
            assertThat((double) recording.total().naive.getValueAtPercentile(50))
                    .isBetween(delayNanos * (1 - RESOLUTION), at(most, 50) * (1 + RESOLUTION));
        }
    }

    /**
     * Returns how late a message can be seen through the fault of this machine: sent late by the event loop, answered late by the
     * server, and read late by the event loop, which looks at the clock every 10 ms.
     */
    private static double lateNanos(Recording recording, ReferenceServer server) {
        long answered = server.exchangesByConnection().stream()
                .flatMap(List::stream)
                .mapToLong(Exchange::lateNanos)
                .max()
                .orElse(0);
        return recording.total().late.getMaxValue()
                + answered
                + recording.total().lag.getMaxValue()
                + 10 * MILLI;
    }

    /** Returns when the stall ends in which this moment is, or the moment itself. */
    private static long endOfStall(long nanos) {
        long second = 1_000_000_000;
        long cycle = 10 * second;
        // The stall is the sixth second of every ten.
        long within = nanos % cycle;
        return within >= 5 * second && within < 6 * second ? nanos - within + 6 * second : nanos;
    }

    @Test
    void rateIsExactWhateverTheServerDoes() throws Exception {
        try (ReferenceServer server = new ReferenceServer((nowNanos, count) -> nowNanos)) {
            for (int rate : new int[] {10, 333, 5_000}) {
                Recording recording = InProcess.run(InProcess.plan(
                        server.url(), 7, new Load.Open(rate, Integer.MAX_VALUE), Duration.ofSeconds(3), 0));
                assertThat(recording.total().sent).isEqualTo(3L * rate);
                assertThat(recording.total().answered).isEqualTo(3L * rate);
                // What is not sent when it is due is sent that much later, and counted in the slice in which it is.
                double late = recording.total().late.getMaxValue() / SECOND;
                for (Recording.Point slice : recording.points()) {
                    double due = rate * Math.min(slice.seconds(), 3 - slice.fromNanos() / SECOND);
                    assertThat((double) slice.sent())
                            .as("in %s at %s/s, %s s late at most", slice, rate, late)
                            .isBetween(due - rate * late - 2, due + rate * late + 2);
                }
            }
        }
    }
}
