package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "500ms, 500", "30s, 30000", "2m, 120000", "1h, 3600000", "0s, 0", "8760h, 31536000000"})
    void everyUnitIsRead(String text, long millis) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "1.5s", "-1s", "1 s", "1S", "1d", "ms", "9999999999s"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is not a duration: give a number and a unit, like 500ms, 30s, 2m or 1h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8761h", "999999999h", "31536001s"})
    void moreThanAYearIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + text + "' is too long: at most a year, 8760h");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1500, 1500ms", "90000, 90s", "120000, 2m", "7200000, 2h", "1, 1ms"})
    void writtenInTheLargestUnitThatKeepsItWhole(long millis, String text) {
        assertThat(Durations.format(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Duration duration = Duration.ofMinutes(61);
        assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
    }
}
