package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void passedItInterruptsWhoeverMadeItAndLeavesNothingBehind() {
        try (Deadline deadline = Deadline.in(Duration.ofMillis(-1))) {
            assertThatThrownBy(never::await).isInstanceOf(InterruptedException.class);
            assertThat(deadline.hasPassed()).isTrue();
            Thread.currentThread().interrupt();
        }
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void closedInTimeItInterruptsNobody() {
        Deadline deadline = Deadline.in(Duration.ofHours(1));
        deadline.close();
        assertThat(deadline.hasPassed()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
