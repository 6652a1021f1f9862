package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "127.8.9.10", "::1", "app.localhost"})
    void thisMachineIsKnownByItsNames(String host) {
        assertThat(Limits.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "10.0.0.1", "127.0.0.1.example.com", "localhost.example.com", "::2"})
    void otherMachinesAreNot(String host) {
        assertThat(Limits.isLoopback(host)).isFalse();
    }

    @Test
    void anotherMachineGetsNoMoreThanAFewBrowsersWouldDo() {
        Limits polite = Limits.of(false, false, null, null);
        assertThat(polite.connections()).isLessThanOrEqualTo(20);
        assertThat(polite.messageBytes()).isLessThanOrEqualTo(1024 * 1024);
        assertThatThrownBy(() -> Limits.of(false, false, 21, null))
                .hasMessage("--connections 21 to another machine needs --intensive; without it at most 20 are opened");
        assertThat(Limits.of(false, true, 1_000, null).connections()).isEqualTo(1_000);
    }

    @Test
    void fastIsShort() {
        Limits fast = Limits.of(true, true, null, null);
        assertThat(fast.idle()).isEqualTo(Duration.ofSeconds(2));
        assertThat(Limits.of(true, true, null, Duration.ofSeconds(5)).idle()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void whatIsTooLittleToSeeAnythingIsRefused() {
        assertThatThrownBy(() -> Limits.of(false, true, 0, null))
                .hasMessage("--connections 0 is too few: give at least 1");
        assertThatThrownBy(() -> Limits.of(false, true, null, Duration.ofMillis(999)))
                .hasMessage("--idle is too short to see anything: give at least 1s");
    }

    @Test
    void checksAreChosenByTheirIds() {
        assertThat(Check.parse("idle, long-calls")).isEqualTo(EnumSet.of(Check.IDLE, Check.LONG_CALLS));
        assertThatThrownBy(() -> Check.parse("idle,ping"))
                .hasMessage(
                        "there is no check 'ping': give some of reach,handshake,changes,messages,close,compression,pushes,"
                                + "sizes,idle,connections,long-calls,protocol");
    }
}
