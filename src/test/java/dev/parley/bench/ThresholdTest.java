package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {
    private final Recording recording = Recordings.uniform();

    @ParameterizedTest
    @CsvSource({
        "p(99)<100ms, true, 99.0 ms",
        "p(99)<99ms, false, 99.0 ms",
        "p99<0.1s, true, 99.0 ms",
        "p(99.9)<=101, true, 99.9 ms",
        "p50<51000us, true, 50.0 ms",
        "med>49ms, true, 50.0 ms",
        "avg<51ms, true, 50.0 ms",
        "mean>60ms, false, 50.0 ms",
        "max<1s, true, 100 ms",
        "min>1ms, false, 0.100 ms",
        "' p(95) < 500 ms ', true, 95.0 ms",
        "rate>=100, true, 100/s",
        "rate>101/s, false, 100/s",
        "errors<6, true, 5",
        "errors<5, false, 5",
        "errors<=4, false, 5",
        "rate>=101, false, 100/s",
        "errors<0.5%, false, 0.50 %",
        "errors<=0.5%, true, 0.50 %",
        "errors<1%, true, 0.50 %"
    })
    void isJudgedByTheRecording(String text, boolean kept, String seen) {
        Threshold.Verdict verdict = Threshold.parse(text).judge(recording);
        assertThat(verdict.kept()).as(verdict.toString()).isEqualTo(kept);
        assertThat(verdict.seen()).isEqualTo(seen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "p(99)",
                "p99=1ms",
                "p(101)<1ms",
                "p99<1h",
                "errors<1ms",
                "rate>5%",
                "p95<-1ms",
                "latency<1ms"
            })
    void anythingElseIsExplained(String text) {
        assertThatThrownBy(() -> Threshold.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "'" + text
                                + "' is not a threshold: give one like p(99)<50ms, p99.9<1s, max<2s, avg<5ms, errors<0.1%, errors<1 or rate>1000");
    }

    @Test
    void withoutAReplyNoLatencyIsKept() {
        Threshold.Verdict verdict = Threshold.parse("p99<50ms").judge(new Recording());
        assertThat(verdict.kept()).isFalse();
        assertThat(verdict.seen()).isEqualTo("no reply");
    }
}
