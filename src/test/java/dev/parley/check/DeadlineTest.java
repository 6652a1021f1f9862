package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void leavesNoTimeWhenItIsOver() {
        Deadline over = Deadline.in(Duration.ofMillis(-1));
        assertThat(over.isOver()).isTrue();
        assertThat(over.left()).isZero();
        assertThat(over.atMost(HOUR)).isZero();
        assertThat(Deadline.in(Duration.ZERO).isOver()).isTrue();
    }

    @Test
    void boundsWhatIsWaitedForLonger() {
        Deadline deadline = Deadline.in(HOUR);
        assertThat(deadline.isOver()).isFalse();
        assertThat(deadline.atMost(Duration.ofMillis(5))).isEqualTo(Duration.ofMillis(5));
        assertThat(deadline.atMost(Duration.ofHours(2))).isPositive().isLessThanOrEqualTo(HOUR);
    }

    @Test
    void neverIsNotOverAndBoundsNothing() {
        assertThat(Deadline.never().isOver()).isFalse();
        assertThat(Deadline.never().atMost(Duration.ofDays(365))).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void onlyFastHasOne() {
        assertThat(Limits.of(false, true, null, null).deadline().atMost(HOUR)).isEqualTo(HOUR);
        assertThat(Limits.of(true, true, null, null).deadline().atMost(HOUR))
                .isLessThanOrEqualTo(Duration.ofSeconds(9));
        assertThat(Limits.of(true, true, null, Duration.ofSeconds(12))
                        .deadline()
                        .left())
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(19));
    }

    @Test
    void whatMayStillComeIsNotTakenForMissing() throws Exception {
        Patient late = new Patient(null, null, null, null, Deadline.in(Duration.ZERO));
        assertThatThrownBy(() -> late.await(HOUR, time -> null)).isInstanceOf(OutOfTime.class);
        assertThatThrownBy(() -> late.pause(HOUR)).isInstanceOf(OutOfTime.class);
        assertThat(late.<String>await(HOUR, time -> "there, after " + time)).isEqualTo("there, after PT0S");
        Patient inTime = late.until(Deadline.in(HOUR));
        assertThat(inTime.<String>await(Duration.ofSeconds(1), time -> null)).isNull();
        assertThat(inTime.<String>await(Duration.ofSeconds(1), time -> "after " + time))
                .isEqualTo("after PT1S");
    }
}
