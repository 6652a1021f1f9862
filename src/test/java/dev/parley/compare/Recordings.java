package dev.parley.compare;

import dev.parley.compare.Recording.Failure;
import dev.parley.compare.Recording.First;
import dev.parley.compare.Recording.Idle;
import dev.parley.compare.Recording.Late;
import dev.parley.compare.Recording.Measured;
import dev.parley.compare.Recording.RoundTrips;
import dev.parley.compare.Recording.WayOutcome;
import java.time.Duration;
import java.util.List;

/** Invents recordings. */
final class Recordings {
    private static final long MICRO = 1_000;
    private static final long SECOND = 1_000_000_000;

    private Recordings() {}

    /** Returns one in which all was measured but HTTP/2, and all went well. */
    static Recording good() {
        return recording(
                ways(List.of(), 0),
                List.of(
                        new Idle(Way.KEPT_ALIVE, 60 * SECOND, "FIN", false),
                        new Idle(Way.WEB_SOCKET, 65 * SECOND, null, false)),
                List.of(
                        new Late(Way.KEPT_ALIVE, 60 * SECOND, "HTTP 504", false),
                        new Late(Way.WEB_SOCKET, 65 * SECOND, null, false)));
    }

    static Recording with(List<Idle> idles, List<Late> lates) {
        return recording(ways(List.of(), 0), idles, lates);
    }

    /** Returns one in which exchanges failed, and replies were wrong. */
    static Recording bad(String example) {
        return recording(ways(List.of(new Failure("HTTP 503", 3, example)), 2), List.of(), List.of());
    }

    /** Returns one in which so many failed. */
    static Recording failing(long failed) {
        return recording(ways(List.of(new Failure("refused", failed, "HTTP 503")), 0), List.of(), List.of());
    }

    /** Returns one that was interrupted before anything was measured. */
    static Recording empty() {
        return new Recording(
                "http://localhost:8080/",
                "http://localhost:8080/hello",
                "ws://localhost:8080/ws",
                1000,
                10,
                Duration.ofSeconds(65),
                0,
                List.of(Way.values()).stream()
                        .map(way -> new WayOutcome(way, null, null, null, null))
                        .toList(),
                List.of(),
                List.of(),
                true);
    }

    private static Recording recording(List<WayOutcome> ways, List<Idle> idles, List<Late> lates) {
        return new Recording(
                "http://localhost:8080/",
                "http://localhost:8080/hello",
                "ws://localhost:8080/ws",
                1000,
                10,
                idles.isEmpty() ? Duration.ZERO : Duration.ofSeconds(65),
                2_500 * MICRO,
                ways,
                idles,
                lates,
                false);
    }

    private static List<WayOutcome> ways(List<Failure> failures, long wrong) {
        return List.of(
                new WayOutcome(
                        Way.NEW_CONNECTION,
                        null,
                        new First(11, 3_310 * MICRO, 104, 449),
                        measured(1000, 104, 449, 400 * MICRO, 2_000 * MICRO, 2_345.6, List.of(), 0),
                        measured(1000, 104, 449, 3_000 * MICRO, 14_000 * MICRO, 3_000, List.of(), 0)),
                new WayOutcome(
                        Way.KEPT_ALIVE,
                        null,
                        new First(11, 3_300 * MICRO, 85, 430),
                        measured(1, 85, 430, 100 * MICRO, 1_000 * MICRO, 9_000, List.of(), 0),
                        measured(10, 85, 430, 900 * MICRO, 31_000 * MICRO, 10_000, List.of(), 0)),
                new WayOutcome(Way.HTTP_2, "the server does not answer as HTTP/2", null, null, null),
                new WayOutcome(
                        Way.WEB_SOCKET,
                        null,
                        new First(11, 4_200 * MICRO, 202, 440),
                        measured(1, 20, 20, 54 * MICRO, 961 * MICRO, 15_000, failures, wrong),
                        measured(10, 20, 20, 254 * MICRO, 2_970 * MICRO, 30_000, List.of(), 0)));
    }

    private static Measured measured(
            long connections,
            long out,
            long in,
            long p50Nanos,
            long p99Nanos,
            double perSecond,
            List<Failure> failures,
            long wrong) {
        return new Measured(
                1000,
                failures,
                wrong,
                wrong == 0 ? null : "bye, i am server",
                connections,
                1000 * out,
                1000 * in,
                perSecond,
                new RoundTrips(p50Nanos, (p50Nanos + p99Nanos) / 2, p99Nanos, 2 * p99Nanos));
    }
}
