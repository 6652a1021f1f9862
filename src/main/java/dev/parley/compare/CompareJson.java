package dev.parley.compare;

import dev.parley.compare.Recording.Failure;
import dev.parley.compare.Recording.WayOutcome;
import dev.parley.report.Json;
import java.util.List;
import java.util.Locale;

/** Writes a recording as one JSON object; {@code docs/json.md} explains its names. */
public final class CompareJson {
    private record Document(
            String url,
            String http,
            String webSocket,
            int count,
            int concurrency,
            long idleMs,
            double dnsMs,
            boolean interrupted,
            List<One> ways,
            List<String> sentences) {}

    private record One(
            String way,
            String protocol,
            String connections,
            boolean offered,
            String notOffered,
            First firstReply,
            Measured oneAfterAnother,
            Measured sideBySide,
            Idle idle,
            Late lateReply) {}

    private record First(int tries, double medianMs, long bytesOut, long bytesIn) {}

    private record Measured(
            long exchanges,
            long failed,
            long wrong,
            long connectionsOpened,
            double exchangesPerSecond,
            Double bytesOutPerExchange,
            Double bytesInPerExchange,
            RoundTrip roundTripMs,
            List<Failure> failures,
            String wrongExample) {}

    private record RoundTrip(double p50, double p90, double p99, double max) {}

    private record Idle(boolean closed, double afterMs, String end) {}

    private record Late(boolean came, boolean skipped, double afterMs, String outcome) {}

    private CompareJson() {}

    /** Returns the object, with a line break at its end. */
    public static String write(Recording recording) {
        return Json.document(new Document(
                        recording.base(),
                        recording.http(),
                        recording.webSocket(),
                        recording.count(),
                        recording.concurrency(),
                        recording.idle().toMillis(),
                        millis(recording.dnsNanos()),
                        recording.interrupted(),
                        recording.ways().stream()
                                .map(way -> one(recording, way))
                                .toList(),
                        Sentences.of(recording)))
                + "\n";
    }

    private static One one(Recording recording, WayOutcome way) {
        boolean offered = way.notOffered() == null;
        return new One(
                way.way().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                way.way().protocol(),
                way.way().connections(),
                offered,
                way.notOffered(),
                offered ? first(way.first()) : null,
                offered ? measured(way.alone()) : null,
                offered ? measured(way.together()) : null,
                offered ? idle(recording.idle(way.way())) : null,
                offered ? late(recording.late(way.way())) : null);
    }

    private static First first(Recording.First first) {
        return first == null
                ? null
                : new First(first.tries(), millis(first.nanos()), first.bytesOut(), first.bytesIn());
    }

    private static Measured measured(Recording.Measured measured) {
        if (measured == null || measured.exchanges() == 0) {
            return null;
        }
        return new Measured(
                measured.exchanges(),
                measured.failed(),
                measured.wrong(),
                measured.connections(),
                measured.perSecond(),
                each(measured.bytesOut(), measured),
                each(measured.bytesIn(), measured),
                measured.answered() == 0 ? null : roundTrip(measured.roundTrips()),
                measured.failures(),
                measured.wrongExample());
    }

    private static RoundTrip roundTrip(Recording.RoundTrips trips) {
        return new RoundTrip(
                millis(trips.p50Nanos()),
                millis(trips.p90Nanos()),
                millis(trips.p99Nanos()),
                millis(trips.mostNanos()));
    }

    private static Double each(long bytes, Recording.Measured measured) {
        return measured.answered() == 0 ? null : (double) bytes / measured.answered();
    }

    private static Idle idle(Recording.Idle idle) {
        return idle == null ? null : new Idle(idle.end() != null, millis(idle.nanos()), idle.end());
    }

    private static Late late(Recording.Late late) {
        return late == null ? null : new Late(late.came(), late.skipped(), millis(late.nanos()), late.outcome());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
