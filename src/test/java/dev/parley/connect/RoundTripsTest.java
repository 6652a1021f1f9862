package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoundTripsTest {
    private final RoundTrips roundTrips = new RoundTrips();

    @Test
    void replyBelongsToTheOldestMessageWithoutOne() {
        roundTrips.sent(10);
        roundTrips.sent(20);
        assertThat(roundTrips.received(15)).isEqualTo(5);
        assertThat(roundTrips.received(50)).isEqualTo(30);
        assertThat(roundTrips.received(60)).isEqualTo(RoundTrips.UNKNOWN);
    }

    @Test
    void pongBelongsToThePingOfItsPayload() {
        roundTrips.pinged(new byte[] {1}, 10);
        roundTrips.pinged(new byte[] {2}, 20);
        assertThat(roundTrips.ponged(new byte[] {2}, 25)).isEqualTo(5);
        assertThat(roundTrips.ponged(new byte[] {3}, 25)).isEqualTo(RoundTrips.UNKNOWN);
    }

    @Test
    void lostConnectionLeavesNothingToWaitFor() {
        roundTrips.sent(10);
        roundTrips.clear();
        assertThat(roundTrips.received(15)).isEqualTo(RoundTrips.UNKNOWN);
    }
}
