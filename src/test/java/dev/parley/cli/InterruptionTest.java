package dev.parley.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    @Test
    void theRunIsToldToEndAndTheProcessHeldUntilAllIsPrinted() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Interruption interruption = new Interruption(told::countDown, Duration.ofMinutes(1));
        Thread signal = new Thread(interruption::happen);
        signal.start();
        assertThat(told.await(10, SECONDS)).isTrue();
        signal.join(50);
        assertThat(signal.isAlive()).isTrue();
        interruption.over();
        signal.join(10_000);
        assertThat(signal.isAlive()).isFalse();
    }

    @Test
    void aRunThatIsOverHoldsNothing() {
        Interruption interruption = new Interruption(() -> {}, Duration.ofDays(1));
        interruption.over();
        interruption.happen();
    }

    @Test
    void aRunThatDoesNotEndIsNotWaitedForForever() {
        new Interruption(() -> {}, Duration.ofMillis(1)).happen();
    }

    @Test
    void whatTheRunReturnsOrThrowsIsPassedOn() throws IOException {
        assertThat(Interruption.during(() -> 3, () -> {})).isEqualTo(3);
        assertThatThrownBy(() -> Interruption.during(
                        () -> {
                            throw new IOException("no");
                        },
                        () -> {}))
                .isInstanceOf(IOException.class);
    }
}
