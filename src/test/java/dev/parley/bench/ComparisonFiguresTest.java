package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonFiguresTest {
    @Test
    void timesHaveThreeDigitsAtMost() {
        assertThat(ComparisonFigures.time(1)).isEqualTo("0.000 ms");
        assertThat(ComparisonFigures.time(54_321)).isEqualTo("0.054 ms");
        assertThat(ComparisonFigures.time(412_345)).isEqualTo("0.412 ms");
        assertThat(ComparisonFigures.time(400_000)).isEqualTo("0.400 ms");
        assertThat(ComparisonFigures.time(999_900)).isEqualTo("1.00 ms");
        assertThat(ComparisonFigures.time(12_345_678)).isEqualTo("12.3 ms");
        assertThat(ComparisonFigures.time(123_456_789)).isEqualTo("123 ms");
        assertThat(ComparisonFigures.time(1_234_567_890)).isEqualTo("1.23 s");
        assertThat(ComparisonFigures.seconds(60_040_000_000L)).isEqualTo("60.0 s");
    }

    @Test
    void numbersAreWholeWhereThatSaysAll() {
        assertThat(ComparisonFigures.count(1_234_567)).isEqualTo("1,234,567");
        assertThat(ComparisonFigures.each(20)).isEqualTo("20");
        assertThat(ComparisonFigures.each(20.25)).isEqualTo("20.3");
        assertThat(ComparisonFigures.each(429.8)).isEqualTo("430");
        assertThat(ComparisonFigures.times(3.84)).isEqualTo("3.8");
        assertThat(ComparisonFigures.times(12.6)).isEqualTo("13");
    }
}
