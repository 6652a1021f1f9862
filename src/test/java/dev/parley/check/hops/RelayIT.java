package dev.parley.check.hops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The relay that {@code check} is tested on, with each of its faults. When it does what is in {@link TimingTest}. */
class RelayIT {
    private static final Duration SHORT = Duration.ofMillis(400);
    /** Longer than a busy machine needs for what has to be done before. */
    private static final Duration LONG = Duration.ofSeconds(2);

    private static BrokenServer server;

    @BeforeAll
    static void startServer() {
        server = BrokenServer.right();
    }

    @AfterAll
    static void stopServer() {
        server.close();
        Threads.awaitNone();
    }

    @Test
    void withoutAFaultItPassesMessagesAndTheEnd() throws IOException {
        try (Relay relay = Relay.right(server.port());
                Visitor visitor = Visitor.at(relay.ws("any"))) {
            assertThat(visitor.send("hi").sees()).isEqualTo("text hi");
            assertThat(visitor.sendClose(1000).sees()).isEqualTo("close 1000");
            assertThat(visitor.sees()).isEqualTo("FIN");
        }
    }

    @Test
    void aResetIsPassedOnAsOne() throws IOException {
        try (BrokenServer resets = BrokenServer.with(FrameFaults::resetsAtTheFirstMessage);
                Relay relay = Relay.right(resets.port());
                Visitor visitor = Visitor.at(relay.ws("any"))) {
            assertThat(visitor.send("hi").sees()).isEqualTo("RST");
        }
    }

    @Test
    void eachWayTakesItsTime() throws IOException {
        Duration latency = Duration.ofMillis(100);
        try (Relay relay = Relay.delaying(server.port(), latency);
                Visitor visitor = Visitor.at(relay.ws("any"))) {
            long startNanos = System.nanoTime();
            assertThat(visitor.send("one").send("two").sees()).isEqualTo("text one");
            assertThat(visitor.sees()).isEqualTo("text two");
            assertThat(since(startNanos)).isGreaterThanOrEqualTo(latency.multipliedBy(2));
            assertThat(visitor.sendClose(1000).sees()).isEqualTo("close 1000");
            assertThat(visitor.sees()).isEqualTo("FIN");
        }
    }

    @Test
    void whatTheServerSendsComesInClumps() throws IOException {
        try (Relay relay = Relay.clumping(server.port(), SHORT);
                Visitor visitor = Visitor.at(relay.ws("any"))) {
            long startNanos = System.nanoTime();
            assertThat(visitor.send("one").send("two").sees()).isEqualTo("text one");
            assertThat(since(startNanos)).isGreaterThanOrEqualTo(SHORT);
            assertThat(visitor.sees()).isEqualTo("text two");
        }
    }

    @Test
    void theEndComesAtAnAgeThoughItIsBusy() throws IOException {
        long startNanos = System.nanoTime();
        try (Relay relay = Relay.endingAtAge(server.port(), LONG);
                Visitor visitor = Visitor.at(relay.ws("any"))) {
            String seen = "text hi";
            while (seen.equals("text hi")) {
                seen = visitor.send("hi").sees();
            }
            assertThat(seen).isEqualTo("FIN");
            assertThat(since(startNanos)).isGreaterThanOrEqualTo(LONG);
        }
    }

    @Test
    void aSilentConnectionIsForgotten() throws IOException {
        try (Relay relay = Relay.forgettingAfterSilence(server.port(), LONG);
                Visitor visitor = Visitor.at(relay.ws("any"))) {
            assertThat(visitor.send("hi").sees()).isEqualTo("text hi");
            assertThat(visitor.sees(LONG.plus(SHORT))).isEqualTo("nothing");
            assertThat(visitor.send("hi").seesNothing()).isTrue();
            assertThat(visitor.send("hi").sendClose(1000).seesNothing()).isTrue();
        }
    }

    @Test
    void connectionsOverTheLimitAreResetOrNotAnswered() throws IOException {
        try (Relay resets = Relay.resettingOver(server.port(), 3);
                Relay silent = Relay.silentOver(server.port(), 3)) {
            assertThat(Visitor.fill(resets.ws("any"), 4)).isEqualTo("3, then RST");
            assertThat(Visitor.fillToSilence(silent.ws("any"), 3)).isEqualTo("3, then nothing");
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
