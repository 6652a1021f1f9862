package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.WireSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
            Bench bench = new Bench(
                    plan(WireSettings.to(WebSocketUrl.parse(server.url())).connectTimeout(Duration.ofHours(1))),
                    new Progress(
                            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                            false,
                            true));
            try {
                bench.search(search);
            } finally {
                bench.close();
            }
            assertThat(search.steps()).extracting(RateSearch.Step::rate).containsExactly(4.0, 4.0, 2.0, 2.0, 1.0, 1.0);
            // One that finds out, and one for each step.
            assertThat(server.peers()).hasSize(1 + 1 + 6);
        }
    }

    private static Plan plan(WireSettings wire) {
        return new Plan(
                wire,
                List.of(),
                1,
                new Load.Open(1, Integer.MAX_VALUE),
                new Traffic(Traffic.Kind.TEXT, new Messages.Numbered(8), 1, new Expected.FindOut()),
                new Plan.Times(null, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 0, Duration.ofMillis(100)),
                0,
                1,
                Duration.ofSeconds(1));
    }
}
