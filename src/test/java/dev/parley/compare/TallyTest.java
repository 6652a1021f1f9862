package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compare.Recording.Failure;
import dev.parley.compare.Recording.Measured;
import dev.parley.compare.Recording.RoundTrips;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final AtomicReference<String> expected = new AtomicReference<>();
    private final Tally tally = new Tally(expected);

    @Test
    void replyThatDiffersFromTheFirstIsCountedWithAnExample() {
        add(200, "hello");
        add(200, "hello");
        add(200, "bye\u001b");
        add(200, "");
        Measured measured = tally.measured();
        assertThat(measured.exchanges()).isEqualTo(4);
        assertThat(measured.wrong()).isEqualTo(2);
        assertThat(measured.wrongExample()).isEqualTo("bye\\u001b");
        assertThat(measured.isGood()).isFalse();
    }

    @Test
    void failuresAreCountedByTheirKindWithTheFirstAsExample() {
        add(503, "full");
        add(503, "full");
        fail(How.FIN, null);
        fail(
                How.NO_CONNECTION,
                new Cause.NoLocalSocket(
                        Cause.NoLocalSocket.Lack.LOCAL_PORTS,
                        new Cause.Peer("127.0.0.1:1", false),
                        "Cannot assign requested address"));
        fail(How.REFUSED, new Cause.HttpStatus(400));
        assertThat(tally.measured().failures())
                .containsExactly(
                        new Failure("HTTP 503", 2, "HTTP 503"),
                        new Failure(
                                "ended without a reply",
                                1,
                                "the server, or something on the way, ended the connection (FIN)"),
                        new Failure(
                                "no local port",
                                1,
                                "no local port is free: each connection that was closed holds its own for a minute; wait"
                                        + " that long, or give a smaller --count"),
                        new Failure("refused", 1, "HTTP 400"));
        assertThat(tally.measured().failed()).isEqualTo(5);
        assertThat(tally.measured().roundTrips()).isEqualTo(new RoundTrips(0, 0, 0, 0));
    }

    @Test
    void percentilesAreThoseOfTheRoundTripsAndTheRateIsTheMedianOfTheRounds() {
        for (int i = 1; i <= 100; i++) {
            tally.add(new Exchange(0, i * 1_000_000L, 200, "hello", null));
        }
        tally.round(10, 1_000_000_000);
        tally.round(1000, 1_000_000_000);
        tally.round(20, 1_000_000_000);
        RoundTrips trips = tally.measured().roundTrips();
        assertThat(trips.p50Nanos()).isBetween(50_000_000L, 50_100_000L);
        assertThat(trips.p99Nanos()).isBetween(99_000_000L, 99_200_000L);
        assertThat(trips.mostNanos()).isBetween(100_000_000L, 100_200_000L);
        assertThat(tally.measured().perSecond()).isEqualTo(20);
    }

    private void add(int status, String reply) {
        tally.add(new Exchange(0, 1_000_000, status, reply, null));
    }

    private void fail(How how, Cause cause) {
        tally.add(new Exchange(0, 1, 0, null, new Ended(1, how, null, null, null, false, 1, cause)));
    }
}
