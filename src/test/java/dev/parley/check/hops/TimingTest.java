package dev.parley.check.hops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The faults of the relay that are about time, on a clock of their own. */
class TimingTest {
    private static final Duration TIME = Duration.ofNanos(100);
    private static final boolean TO_CLIENT = true;
    private static final boolean TO_SERVER = false;

    @Test
    void rightOnePassesEverythingOnAtOnceAndDoesNotEnd() {
        assertThat(new Timing().dueNanos(7, TO_CLIENT)).isEqualTo(7);
        assertThat(new Timing().ageNanos()).isEqualTo(Timing.NEVER);
    }

    @Test
    void latencyIsTheSameForAllAndEachWay() {
        Timing timing = Timing.delaying(TIME);
        assertThat(timing.dueNanos(0, TO_SERVER)).isEqualTo(100);
        assertThat(timing.dueNanos(30, TO_CLIENT)).isEqualTo(130);
        assertThat(timing.dueNanos(31, TO_CLIENT)).isEqualTo(131);
    }

    @Test
    void whatTheServerSendsWithinAnIntervalIsDueTogether() {
        Timing timing = Timing.clumping(TIME, 0);
        assertThat(timing.dueNanos(10, TO_CLIENT)).isEqualTo(110);
        assertThat(timing.dueNanos(109, TO_CLIENT)).isEqualTo(110);
        assertThat(timing.dueNanos(50, TO_SERVER)).isEqualTo(50);
        assertThat(timing.dueNanos(150, TO_CLIENT)).isEqualTo(250);
    }

    @Test
    void ageIsOverHoweverBusyItIs() {
        Timing timing = Timing.endingAtAge(TIME);
        assertThat(timing.dueNanos(99, TO_CLIENT)).isEqualTo(99);
        assertThat(timing.ageNanos()).isEqualTo(100);
    }

    @Test
    void silenceOfBothSidesIsForgottenForGood() {
        Timing timing = Timing.forgettingAfterSilence(TIME, 0);
        assertThat(timing.dueNanos(100, TO_SERVER)).isEqualTo(100);
        assertThat(timing.dueNanos(200, TO_CLIENT)).isEqualTo(200);
        assertThat(timing.dueNanos(301, TO_CLIENT)).isEqualTo(Timing.NEVER);
        assertThat(timing.dueNanos(302, TO_SERVER)).isEqualTo(Timing.NEVER);
    }
}
