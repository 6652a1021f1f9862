package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTest {
    private static final long BEGIN = 1_000_000_007;

    @ParameterizedTest
    @CsvSource({
        "1000, 2000, 10000, 10000",
        "5000.5, 1, 1000, 5001",
        "3, 500, 10000, 30",
        "0.7, 0, 10000, 7",
        "49999, 999, 60000, 2999940"
    })
    void openLoadMeasuresExactlyAsManyMessagesAsAreDueInTheTime(
            double rate, long leadMillis, long durationMillis, long expected) {
        Phase phase = Phase.begin(
                new Load.Open(rate, Integer.MAX_VALUE),
                7,
                BEGIN,
                Duration.ofMillis(leadMillis),
                Duration.ofMillis(durationMillis),
                0,
                Duration.ofSeconds(1));
        long first = firstDue(phase, phase.measuredNanos());
        assertThat(firstDue(phase, phase.endNanos()) - first).isEqualTo(expected);
        assertThat(phase.measuredNanos()).isEqualTo(BEGIN + leadMillis * 1_000_000);
    }

    @Test
    void numberOfMessagesUnderOpenLoadIsATime() {
        Phase phase = Phase.begin(
                new Load.Open(100, Integer.MAX_VALUE), 3, BEGIN, Duration.ZERO, null, 250, Duration.ofSeconds(1));
        assertThat(phase.endNanos() - phase.measuredNanos()).isEqualTo(2_500_000_000L);
    }

    @Test
    void numberOfMessagesUnderClosedLoadIsShared() {
        Phase phase = Phase.begin(new Load.Closed(1), 3, BEGIN, Duration.ZERO, null, 11, Duration.ofSeconds(1));
        assertThat(phase.endNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(new long[] {phase.share(0), phase.share(1), phase.share(2)}).containsExactly(4, 4, 3);
    }

    private static long firstDue(Phase phase, long nanos) {
        long m = 0;
        while (phase.dueNanos(m) < nanos) {
            m++;
        }
        return m;
    }
}
