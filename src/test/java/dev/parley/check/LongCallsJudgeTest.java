package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.Ended;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Invented calls whose replies take long. */
class LongCallsJudgeTest {
    private static final Duration LONG = Duration.ofSeconds(70);

    @Test
    void replyInTimeIsOk() {
        Judgement judgement = judge(LONG, Duration.ofMillis(3), null);
        assertThat(judgement.verdict()).isEqualTo(Verdict.OK);
        assertThat(judgement.summary()).isEqualTo("a reply that takes 70.0 s arrives, 3.00 ms after it was due");
        assertThat(judgement.figures())
                .containsEntry("delay_seconds", 70.0)
                .containsEntry("answered", true)
                .containsEntry("late_ms", 3.0);
    }

    @Test
    void serverThatAllowsNoMoreIsAskedForLess() {
        assertThat(judge(Duration.ofSeconds(20), Duration.ZERO, null).summary())
                .endsWith("; longer was not tried, because of the server's own idle-timeout");
    }

    @Test
    void replyThatIsHeldBackIsAWarning() {
        Judgement judgement = judge(LONG, Duration.ofMillis(2_500), null);
        assertThat(judgement.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(judgement.summary()).isEqualTo("a reply after 70.0 s arrives 2.50 s late");
    }

    @Test
    void replyAtOnceIsNotThatOfAParley() {
        assertThat(judge(LONG, LONG.negated(), null).verdict()).isEqualTo(Verdict.SKIPPED);
    }

    @Test
    void cutConnectionIsToldWithItsTimeAndEnd() {
        Ended fin = new Ended(61_000_000_000L, Ended.How.FIN, null, null, null, false, 0, null);
        Judgement judgement = judge(LONG, null, fin);
        assertThat(judgement.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(judgement.summary())
                .isEqualTo(
                        "a reply that takes 70.0 s does not arrive: the connection is cut after 60.0 s by FIN, without a"
                                + " close frame (1006)");
        assertThat(judgement.figures()).containsEntry("answered", false).doesNotContainKey("late_ms");
    }

    @Test
    void silenceIsToldAsOne() {
        assertThat(judge(LONG, null, null).summary()).endsWith("the connection looks open, and nothing comes");
    }

    private static Judgement judge(Duration delay, Duration late, Ended end) {
        return LongCallsJudge.of(new LongCallsSeen(delay, LONG, late, end, 1_000_000_000L));
    }
}
