package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClosingTest {
    private static final Close GOING = new Close(1001, "going");

    @Test
    void closeOfThePeerIsAnsweredWithItsCodeAndThenItIsDone() {
        Closing closing = new Closing(Role.CLIENT);
        Close answer = closing.receive(GOING);
        assertThat(answer).isEqualTo(new Close(1001, ""));
        assertThat(closing.isDone()).isFalse();
        assertThat(closing.send(answer)).isTrue();
        assertThat(closing.isDone()).isTrue();
        assertThat(closing.isPeerFirst()).isTrue();
    }

    @Test
    void onlyOneCloseFrameIsEverSent() {
        Closing closing = new Closing(Role.CLIENT);
        assertThat(closing.send(GOING)).isTrue();
        assertThat(closing.send(new Close(1000, ""))).isFalse();
        assertThat(closing.sent()).isEqualTo(GOING);
        closing.receive(GOING);
        assertThat(closing.isPeerFirst()).isFalse();
        assertThat(closing.isDone()).isTrue();
    }

    @Test
    void serverEndsTheTcpConnectionOnceBothHaveClosedAndTheClientWaits() {
        for (Role role : Role.values()) {
            Closing closing = new Closing(role);
            closing.receive(GOING);
            assertThat(closing.endsConnection()).isFalse();
            closing.send(GOING);
            assertThat(closing.endsConnection()).isEqualTo(role == Role.SERVER);
        }
    }

    @Test
    void closeWithoutACodeIsAnsweredWithoutOne() {
        assertThat(new Closing(Role.SERVER).receive(Close.read(new byte[0])).payload())
                .isEmpty();
    }
}
