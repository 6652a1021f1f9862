package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RateSearchTest {
    private static final List<Threshold> PROMISE = List.of(Threshold.parse("p99<10ms"));

    @Test
    void findsTheCapacityWithinFivePercentFromBelow() {
        for (double capacity : new double[] {3, 990, 1_000, 12_345, 87_000}) {
            RateSearch search = search(capacity);
            assertThat(search.found()).as("capacity %s", capacity).isBetween(capacity / 1.06, capacity);
            assertThat(search.steps().size()).isLessThan(40);
        }
    }

    @Test
    void badLuckOfOneStepIsNoLimit() {
        RateSearch search = new RateSearch(PROMISE, 1_000);
        search.judge(recording(1_000, 60, 0));
        assertThat(search.next()).isEqualTo(1_000);
        assertThat(search.judge(recording(1_000, 1, 0)).kept()).isTrue();
        assertThat(search.next()).isEqualTo(2_000);
        search.judge(recording(2_000, 60, 0));
        search.judge(recording(2_000, 60, 0));
        assertThat(search.tooMuch()).isEqualTo(2_000);
    }

    @Test
    void promiseThatIsNeverKeptEndsWithNothing() {
        RateSearch search = search(0.1);
        assertThat(search.found()).isZero();
        assertThat(BenchText.of(search)).last().isEqualTo("no rate kept p99<10ms");
    }

    @Test
    void errorsBreakThePromiseUnlessItIsAboutThem() {
        assertThat(search(PROMISE, 1, 3, 1).step().why()).isEqualTo("3 errors, first: wrong reply");
        List<Threshold> both = List.of(PROMISE.get(0), Threshold.parse("errors<10"));
        assertThat(search(both, 1, 3, 1).step().kept()).isTrue();
    }

    @Test
    void rateThatCouldNotBeSentIsNotKept() {
        assertThat(search(PROMISE, 1, 0, 0.99).step().why()).isEqualTo("only 990/s could be sent");
    }

    private record Tried(RateSearch.Step step) {}

    private static Tried search(List<Threshold> promise, long millis, long errors, double reached) {
        RateSearch search = new RateSearch(promise, 1_000);
        return new Tried(search.judge(recording(1_000 * reached, millis, errors)));
    }

    private static RateSearch search(double capacity) {
        RateSearch search = new RateSearch(PROMISE, 1_000);
        while (!search.isOver()) {
            search.judge(recording(search.next(), search.next() > capacity ? 500 : 1, 0));
        }
        return search;
    }

    private static Recording recording(double rate, long millis, long errors) {
        Recording recording = new Recording();
        Slice slice = new Slice(0);
        slice.toNanos = 10 * Recordings.SECOND;
        slice.sent = Math.round(rate * 10);
        slice.answered = slice.sent;
        slice.latency.recordValueWithCount(millis * 1_000_000, slice.sent);
        slice.problems.add("wrong reply", errors, () -> "");
        recording.add(Recordings.about(true, rate));
        recording.add(slice);
        return recording;
    }
}
