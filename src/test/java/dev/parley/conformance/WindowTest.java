package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
    private static final long MILLI = 1_000_000;

    @Test
    void asManyAreAdmittedAsAreAllowed() {
        Window window = new Window(3);
        assertThat(window.admits(2, 0)).isTrue();
        assertThat(window.admits(3, 0)).isFalse();
    }

    @Test
    void oneIsAdmittedWhateverIsAllowed() {
        assertThat(new Window(0).admits(0, 0)).isTrue();
    }

    @Test
    void whereOneIsRefusedNoMoreAreAdmittedThanWereOpenBesideIt() {
        Window window = new Window(10);
        window.refused(3, 0, MILLI);
        assertThat(window.admits(2, MILLI)).isTrue();
        assertThat(window.admits(3, MILLI)).isFalse();
        window.opened();
        assertThat(window.admits(3, MILLI)).as("though others open").isFalse();
    }

    @Test
    void whoRefusesTheOnlyOneIsAskedAgainAfterAMoment() {
        Window window = new Window(10);
        window.refused(0, 0, 5 * MILLI);
        assertThat(window.isShut()).isFalse();
        assertThat(window.admits(0, 6 * MILLI)).isFalse();
        assertThat(window.pauseNanos(6 * MILLI)).isEqualTo(99 * MILLI);
        assertThat(window.admits(0, 105 * MILLI)).isTrue();
        assertThat(window.pauseNanos(105 * MILLI)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void whoRefusesEveryOneForASecondIsAskedNoMore() {
        Window window = new Window(10);
        window.refused(0, 0, MILLI);
        window.refused(0, 101 * MILLI, 102 * MILLI);
        assertThat(window.isShut()).isFalse();
        window.refused(0, 999 * MILLI, 1000 * MILLI);
        assertThat(window.isShut()).isTrue();
        assertThat(window.admits(0, 5000 * MILLI)).isFalse();
    }

    @Test
    void whoLetsOneInBetweenIsAskedOn() {
        Window window = new Window(10);
        window.refused(0, 0, MILLI);
        window.opened();
        window.refused(0, 2000 * MILLI, 2001 * MILLI);
        assertThat(window.isShut()).isFalse();
    }

    @Test
    void whoDoesNotAnswerForASecondIsAskedNoMore() {
        Window window = new Window(10);
        window.refused(5, 0, 3000 * MILLI);
        window.refused(0, 0, 3001 * MILLI);
        assertThat(window.isShut()).isTrue();
    }
}
