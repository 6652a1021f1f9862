package dev.parley.compare;

import java.time.Duration;
import java.util.List;

/**
 * What a comparison saw.
 *
 * @param base where the application is
 * @param http what was asked for over HTTP
 * @param webSocket where messages were sent
 * @param count how many exchanges were to be done in each way, one after another and as many side by side
 * @param concurrency how many clients were side by side
 * @param idle how long idle connections were watched; zero if not at all
 * @param dnsNanos how long the first look-up of the name took; 0 if there was nothing to look up
 * @param ways in their order
 * @param idles what became of idle connections; empty if that was not tried
 * @param lates what became of replies that take as long; empty if that was not tried
 * @param interrupted whether it is not all that was planned
 */
public record Recording(
        String base,
        String http,
        String webSocket,
        int count,
        int concurrency,
        Duration idle,
        long dnsNanos,
        List<WayOutcome> ways,
        List<Idle> idles,
        List<Late> lates,
        boolean interrupted) {
    /**
     * What one way came to.
     *
     * @param notOffered why it was not measured, or null
     * @param first null if it was not measured
     * @param alone one exchange after another; null if it was not measured
     * @param together side by side; null if it was not measured
     */
    public record WayOutcome(Way way, String notOffered, First first, Measured alone, Measured together) {}

    /**
     * The way to a first reply when nothing is open: name, TCP, TLS, request.
     *
     * @param nanos the median, with the first look-up of the name
     * @param bytesOut of the try that was the median
     */
    public record First(int tries, long nanos, long bytesOut, long bytesIn) {}

    /**
     * What many exchanges came to.
     *
     * @param exchanges how many came to a reply or failed
     * @param wrong how many replies differed from the first
     * @param connections how many connections they took
     * @param perSecond how many were answered, the median of the rounds; 0 if there was none
     */
    public record Measured(
            long exchanges,
            List<Failure> failures,
            long wrong,
            String wrongExample,
            long connections,
            long bytesOut,
            long bytesIn,
            double perSecond,
            RoundTrips roundTrips) {
        long failed() {
            return failures.stream().mapToLong(Failure::count).sum();
        }

        /** Returns how many came to a reply, the right one or not. */
        long answered() {
            return exchanges - failed();
        }

        boolean isGood() {
            return wrong == 0 && failures.isEmpty();
        }
    }

    /**
     * The round trips that succeeded; all 0 if none did.
     */
    public record RoundTrips(long p50Nanos, long p90Nanos, long p99Nanos, long mostNanos) {}

    /**
     * A kind of failure.
     *
     * @param example what the first of them was
     */
    public record Failure(String kind, long count, String example) {}

    /**
     * What became of an idle connection.
     *
     * @param nanos from its last byte to its end, or as long as it was watched
     * @param end how it ended; null if it is still open
     * @param skipped whether it could not be tried; then the end says why
     */
    public record Idle(Way way, long nanos, String end, boolean skipped) {}

    /**
     * What became of a reply that takes long.
     *
     * @param nanos from the request to what came of it
     * @param outcome null if the reply came
     * @param skipped whether it could not be tried; then the outcome says why
     */
    public record Late(Way way, long nanos, String outcome, boolean skipped) {
        boolean came() {
            return outcome == null;
        }
    }

    /** Returns a way that was measured, or null. */
    WayOutcome measured(Way name) {
        return ways.stream()
                .filter(way -> way.way() == name
                        && way.alone() != null
                        && way.alone().roundTrips().p50Nanos() > 0)
                .findFirst()
                .orElse(null);
    }

    Idle idle(Way name) {
        return idles.stream()
                .filter(idle -> idle.way() == name && !idle.skipped())
                .findFirst()
                .orElse(null);
    }

    Late late(Way name) {
        return lates.stream().filter(late -> late.way() == name).findFirst().orElse(null);
    }

    /** Tells whether each exchange came to its reply, and that was the right one. */
    public boolean isGood() {
        return ways.stream()
                .filter(way -> way.alone() != null)
                .allMatch(way -> way.alone().isGood() && way.together().isGood());
    }
}
