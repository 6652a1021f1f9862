package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PushesCheckTest {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    @Test
    void oneByOneIsOk() {
        Judgement result = judge(15, millis -> millis + millis % 7);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).startsWith("15 messages sent 100 ms apart arrive one by one, at most 10");
    }

    @Test
    void aSingleStallIsNoBuffer() {
        assertThat(judge(15, millis -> Math.max(millis, 450)).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void clumpsAreSeen() {
        Judgement result = judge(15, millis -> (millis + 499) / 500 * 500);
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.summary())
                .isEqualTo(
                        "messages sent 100 ms apart arrive in clumps: 11 of 14 with the one before, after up to 500 ms of"
                                + " nothing");
    }

    @Test
    void pairsTriplesAndAllAtOnceAreClumps() {
        assertThat(judge(15, millis -> (millis + 199) / 200 * 200).verdict()).isEqualTo(Verdict.WARNING);
        assertThat(judge(15, millis -> (millis + 299) / 300 * 300).verdict()).isEqualTo(Verdict.WARNING);
        assertThat(judge(15, millis -> 2_000).verdict()).isEqualTo(Verdict.WARNING);
    }

    @Test
    void messagesThatDoNotArriveFail() {
        Judgement result = PushesCheck.judge(List.of(1L, 2L), INTERVAL, "FIN, without a close frame (1006)");
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.summary())
                .isEqualTo(
                        "2 of 15 messages arrived that the server sent unasked; then FIN, without a close frame (1006)");
    }

    private static Judgement judge(int count, LongUnaryOperator arrival) {
        return PushesCheck.judge(
                LongStream.range(0, count)
                        .map(number -> arrival.applyAsLong(number * 100) * 1_000_000)
                        .boxed()
                        .toList(),
                INTERVAL,
                "");
    }
}
