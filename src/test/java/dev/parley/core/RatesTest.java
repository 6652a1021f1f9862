package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RatesTest {
    @ParameterizedTest
    @CsvSource({"5000/s, 5000", "5000, 5000", "0.5/s, 0.5", "90/m, 1.5", "7200/h, 2"})
    void rateIsReadByTheSecond(String text, double perSecond) {
        assertThat(Rates.parse(text)).isEqualTo(perSecond);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0/s", "-1/s", "5/d", "5 /s", "fast"})
    void anythingElseIsExplained(String text) {
        assertThatThrownBy(() -> Rates.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text + "' is not a rate: give a number above 0 and a unit, like 5000/s, 0.5/s or 90/m");
    }
}
