package dev.parley.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Invents recordings. */
final class Recordings {
    static final Instant STARTED = Instant.parse("2026-11-24T12:00:00Z");
    static final long SECOND = 1_000_000_000;

    private Recordings() {}

    static About about(boolean open, double rate) {
        return new About(
                "ws://127.0.0.1:8080/echo",
                open
                        ? "100/s on schedule (open load), 10s"
                        : "1 message in flight on each connection (closed load), 10s",
                "text of 64 bytes, echoed",
                open,
                rate,
                true,
                4,
                1,
                STARTED);
    }

    /** Returns ten seconds of 100 messages, answered after 0.1 to 100 ms, one as often as the other, and five errors. */
    static Recording uniform() {
        Recording recording = new Recording();
        give(recording);
        return recording;
    }

    static void give(Keeper keeper) {
        keeper.add(about(true, 100));
        for (int second = 0; second < 10; second++) {
            keeper.add(slice(second));
        }
        keeper.add(outcome(10 * SECOND));
    }

    static Slice slice(int second) {
        Slice slice = new Slice(second * SECOND);
        slice.toNanos = (second + 1) * SECOND;
        slice.sent = 100;
        slice.answered = 100;
        slice.open = 4 - (second > 5 ? 1 : 0);
        slice.bytesOut = 100 * 70;
        slice.bytesIn = 100 * 66;
        slice.busyNanos = SECOND / 5;
        slice.busiest = 0.25;
        for (int i = 1; i <= 100; i++) {
            // The tenths of a millisecond that are this second's, so that all of them are had in ten.
            long nanos = ((i - 1) * 10L + second + 1) * 100_000;
            slice.latency.recordValue(nanos);
            slice.naive.recordValue(nanos / 2);
        }
        slice.lag.recordValue(50_000);
        slice.late.recordValue(1_000);
        if (second == 5) {
            slice.problems.add("wrong reply", 4, () -> "connection 2 got 3 bytes '<b>' for 64 bytes '0'");
        }
        return slice;
    }

    static Outcome outcome(long sendingNanos) {
        Histogram opening = Slice.histogram();
        for (int i = 1; i <= 4; i++) {
            opening.recordValue(i * 1_000_000L);
        }
        Problems problems = new Problems();
        problems.add("close 1011", () -> "the server closed with 1011 (internal error)");
        return new Outcome(
                opening,
                5_000_000,
                sendingNanos,
                Map.of("close 1011", new Outcome.Lasted(1, 6 * SECOND, 6 * SECOND, 6 * SECOND)),
                problems,
                false,
                SECOND / 2);
    }

    static List<Threshold.Verdict> verdicts(Recording recording, String... thresholds) {
        return List.of(thresholds).stream()
                .map(text -> Threshold.parse(text).judge(recording))
                .toList();
    }
}
