package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void timesHaveThreeDigitsAtMost() {
        assertThat(Figures.time(1)).isEqualTo("0.000 ms");
        assertThat(Figures.time(54_321)).isEqualTo("0.054 ms");
        assertThat(Figures.time(412_345)).isEqualTo("0.412 ms");
        assertThat(Figures.time(400_000)).isEqualTo("0.400 ms");
        assertThat(Figures.time(999_900)).isEqualTo("1.00 ms");
        assertThat(Figures.time(12_345_678)).isEqualTo("12.3 ms");
        assertThat(Figures.time(123_456_789)).isEqualTo("123 ms");
        assertThat(Figures.time(1_234_567_890)).isEqualTo("1.23 s");
        assertThat(Figures.seconds(60_040_000_000L)).isEqualTo("60.0 s");
    }

    @Test
    void numbersAreWholeWhereThatSaysAll() {
        assertThat(Figures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(Figures.each(20)).isEqualTo("20");
        assertThat(Figures.each(20.25)).isEqualTo("20.3");
        assertThat(Figures.each(429.8)).isEqualTo("430");
        assertThat(Figures.times(3.84)).isEqualTo("3.8");
        assertThat(Figures.times(12.6)).isEqualTo("13");
    }
}
