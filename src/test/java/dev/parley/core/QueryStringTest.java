package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QueryStringTest {
    @Test
    void valueIsDecodedAsUtf8() {
        assertThat(QueryString.parameter("reason=see%20you+%C3%A9", "reason", ""))
                .isEqualTo("see you é");
    }

    @Test
    void firstOfSeveralWins() {
        assertThat(QueryString.parameter("a=0&b=1&b=2", "b", "")).isEqualTo("1");
    }

    @Test
    void whatIsNotThereIsTheOther() {
        assertThat(QueryString.parameter(null, "a", "x")).isEqualTo("x");
        assertThat(QueryString.parameter("", "a", "x")).isEqualTo("x");
        assertThat(QueryString.parameter("aa=1&a", "a", "x")).isEqualTo("x");
        assertThat(QueryString.parameter("a=", "a", "x")).isEmpty();
    }
}
