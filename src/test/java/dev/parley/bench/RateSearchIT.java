package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Searches that run in this process, against a server that does as it is told. */
class RateSearchIT {
    @Test
    @Timeout(60)
    void connectionThatOwesSeveralRepliesIsOpenedAnewAtOnce() throws Exception {
        try (ReferenceServer server =
                ReferenceServer.replying((message, count) -> count == 0 ? List.of(message) : List.of())) {
            RateSearch search = new RateSearch(List.of(Threshold.parse("p99<1s")), 4);
            Bench bench = new Bench(patient(server.url()), InProcess.silent());
            try {
                bench.search(search);
            } finally {
                bench.close();
            }
            assertThat(search.steps()).extracting(RateSearch.Step::rate).containsExactly(4.0, 4.0, 2.0, 2.0, 1.0, 1.0);
            // One that finds out, one for the load, and one more after each step.
            assertThat(server.peers()).hasSize(1 + 1 + 6);
        }
    }

    /** Returns a plan that would wait an hour for a connection, and a second for replies. */
    private static Plan patient(String url) {
        Plan plan = InProcess.plan(url, 1, new Load.Open(1, Integer.MAX_VALUE), Duration.ofSeconds(1), 0);
        Plan.Times times = plan.times();
        return new Plan(
                plan.wire().connectTimeout(Duration.ofHours(1)),
                plan.sources(),
                plan.connections(),
                plan.load(),
                plan.traffic(),
                new Plan.Times(null, times.rampUp(), times.warmUp(), times.duration(), 0, Duration.ofSeconds(1)),
                plan.readBytesPerSecond(),
                plan.threads(),
                plan.interval());
    }
}
