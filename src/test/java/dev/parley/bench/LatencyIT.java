package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import dev.parley.bench.ReferenceServer.Exchange;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Holds what {@code bench} reports against servers whose latencies are known: what they did is on record, what follows is
 * arithmetic. The percentiles themselves are held to HdrHistogram's resolution in {@link CoordinatedOmissionTest}; here the
 * network and two schedulers come on top.
 */
class LatencyIT {
    private static final double MILLI = 1e6;

    /** What loopback and two threads that are woken up may add, at most, to half of the messages. */
    private static final double WAKING_MILLIS = 3;

    @Test
    void percentilesAreThoseOfTheServer() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        // 5 to 105 ms, each as often as another; one message at a time on each connection.
        try (ReferenceServer server =
                new ReferenceServer((nowNanos, count) -> nowNanos + (long) ((5 + 100 * random.nextDouble()) * MILLI))) {
            JsonObject report = BenchRun.json(
                    server.url(),
                    "-c",
                    "20",
                    "-d",
                    "6s",
                    "--warm-up",
                    "1s",
                    "--drain",
                    "2s",
                    "--threshold",
                    "errors<1");
            List<Exchange> exchanges = server.exchanges();
            double[] millis = exchanges.subList(exchanges.size() / 7, exchanges.size()).stream()
                    .mapToDouble(exchange -> (exchange.repliedNanos() - exchange.arrivedNanos()) / MILLI)
                    .sorted()
                    .toArray();
            JsonObject latency = report.getAsJsonObject("latency_ms");
            for (double percentile : new double[] {50, 90, 99}) {
                assertThat(latency.get("p" + (int) percentile).getAsDouble())
                        .as("p%s of %s, seed %s", percentile, latency, seed)
                        // What the server served in the warm-up is not the very same sample.
                        .isCloseTo(millis[(int) (percentile / 100 * (millis.length - 1))], within(6 + WAKING_MILLIS));
            }
            assertThat(latency.get("min").getAsDouble()).isBetween(5.0, 5 + 6 + WAKING_MILLIS);
        }
    }

    @Test
    void stallOfOneSecondInTenIsSeenWholeInCorrectedLatencyAndHardlyInNaive() throws Exception {
        long zeroNanos = System.nanoTime();
        try (ReferenceServer server = new ReferenceServer(
                (nowNanos, count) -> Math.max(nowNanos, endOfStall(nowNanos - zeroNanos) + zeroNanos))) {
            JsonObject report = BenchRun.json(
                    server.url(), "-c", "4", "--rate", "400/s", "-d", "20s", "--warm-up", "500ms", "--drain", "3s");
            assertThat(report.get("sent").getAsLong()).isEqualTo(8_000);
            assertThat(report.get("replied").getAsLong()).isEqualTo(8_000);
            JsonObject corrected = report.getAsJsonObject("latency_ms");
            JsonObject naive = report.getAsJsonObject("naive_latency_ms");
            // A tenth of the messages waits 0 to 1,000 ms, one time as often as another.
            assertThat(corrected.get("p99").getAsDouble()).isCloseTo(900, within(25.0));
            assertThat(corrected.get("p999").getAsDouble()).isCloseTo(990, within(25.0));
            assertThat(corrected.get("max").getAsDouble()).isCloseTo(1_000, within(25.0));
            assertThat(corrected.get("mean").getAsDouble()).isCloseTo(50, within(5.0));
            assertThat(corrected.get("p50").getAsDouble()).isLessThan(WAKING_MILLIS);
            // Two stalls hit one message of each of four connections: 8 of 8,000.
            assertThat(naive.get("p99").getAsDouble()).isLessThan(20);
            assertThat(naive.get("max").getAsDouble()).isCloseTo(1_000, within(25.0));
            assertThat(naive.get("mean").getAsDouble()).isCloseTo(1, within(1.0));
        }
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
                JsonObject report = BenchRun.json(
                        server.url(),
                        "-c",
                        "7",
                        "--rate",
                        rate + "/s",
                        "-d",
                        "3s",
                        "--warm-up",
                        "300ms",
                        "--drain",
                        "5s");
                assertThat(report.get("sent").getAsLong()).isEqualTo(3L * rate);
                assertThat(report.get("replied").getAsLong()).isEqualTo(3L * rate);
                double[] bySlice = report.getAsJsonArray("intervals").asList().stream()
                        .map(interval -> interval.getAsJsonObject())
                        .filter(interval -> interval.get("duration_seconds").getAsDouble() > 0.9)
                        .mapToDouble(interval -> interval.get("sent").getAsDouble()
                                / interval.get("duration_seconds").getAsDouble())
                        .toArray();
                assertThat(Arrays.stream(bySlice).average().orElse(0)).isCloseTo(rate, within(rate * 0.05));
            }
        }
    }
}
