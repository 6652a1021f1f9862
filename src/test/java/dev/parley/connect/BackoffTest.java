package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void pausesDoubleUpToTheLongest() {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), () -> 1);
        assertThat(Stream.generate(backoff::next).limit(6).map(Duration::toMillis))
                .containsExactly(250L, 500L, 1000L, 2000L, 2000L, 2000L);
        assertThat(backoff.tries()).isEqualTo(6);
    }

    @Test
    void halfOfThePauseIsRandom() {
        assertThat(new Backoff(Duration.ofSeconds(2), () -> 0).next()).isEqualTo(Duration.ofMillis(125));
        assertThat(new Backoff(Duration.ofSeconds(2), () -> 0.5).next()).isEqualTo(Duration.ofMillis(188));
    }

    @Test
    void successStartsAnewAndNoNumberOfTriesOverflows() {
        Backoff backoff = new Backoff(Duration.ofSeconds(30), () -> 1);
        for (int i = 0; i < 100; i++) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(250), Duration.ofSeconds(30));
        }
        backoff.reset();
        assertThat(backoff.next()).isEqualTo(Duration.ofMillis(250));
    }
}
