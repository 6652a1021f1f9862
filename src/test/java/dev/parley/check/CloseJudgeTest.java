package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.CloseSeen.Closing;
import dev.parley.check.CloseSeen.Pings;
import dev.parley.check.CloseSeen.Unanswered;
import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloseJudgeTest {
    private static final Pings PONGS = new Pings(null, List.of(1_000_000L, 2_000_000L, 9_000_000L), null);

    private final List<Closing> fromHere = new ArrayList<>();
    private final List<Closing> fromThere = new ArrayList<>();

    @Test
    void answeredPingsAndClosesAreOk() {
        here(4000, Invented.answered(4000, 4000));
        here(1000, Invented.answered(1000, 1000));
        there(1000, Invented.closed(1000, CloseSeen.REASON));
        Judgement result = judge(PONGS, true);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary())
                .isEqualTo("pongs come in 2.00 ms with their payload; close codes 1000, 4000 from here are answered"
                        + " alike, and from the server arrive with their reasons");
        assertThat(result.figures())
                .containsEntry("pong", true)
                .containsEntry("pong_ms", 2.0)
                .containsEntry("close_from_here", Map.of("1000", 1000, "4000", 4000))
                .containsEntry("close_from_there", Map.of("1000", 1000));
    }

    @Test
    void withoutAParleyTheServerIsNotAskedToClose() {
        here(1000, Invented.answered(1000, 1000));
        Judgement result = judge(PONGS, false);
        assertThat(result.summary()).endsWith("; close codes 1000 from here are answered alike");
        assertThat(result.details())
                .containsExactly("closing from the server was not tried: there is no Parley at the far end");
    }

    @Test
    void pingWithoutAPongFails() {
        Judgement silent = judge(new Pings(null, List.of(), new Unanswered(125, 0, null)), false);
        assertThat(silent.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(silent.summary()).isEqualTo("a ping is not answered within 3.00 s");
        assertThat(silent.figures()).containsEntry("pong", false).doesNotContainKey("pong_ms");
        assertThat(judge(new Pings(null, List.of(5L), new Unanswered(0, 0, Invented.fin())), false)
                        .summary())
                .isEqualTo("a ping ends the connection: FIN, without a close frame (1006)");
    }

    @Test
    void pongsWithAnotherPayloadAreNoSilence() {
        Judgement result = judge(new Pings(null, List.of(), new Unanswered(125, 1, null)), false);
        assertThat(result.summary()).isEqualTo("a ping of 125 bytes is answered by a pong with another payload");
    }

    @Test
    void refusedConnectionSaysNothingOfPings() {
        Judgement result = judge(new Pings(Invented.status(503), List.of(), null), false);
        assertThat(result.summary()).isEqualTo("a connection to ping on was refused: HTTP 503");
        assertThat(result.figures()).doesNotContainKey("pong");
    }

    @Test
    void anotherCodeIsAWarningThatNamesBoth() {
        here(1000, Invented.answered(1000, 1000));
        here(1001, Invented.answered(1001, 1000));
        Finding finding = only(judge(PONGS, false));
        assertThat(finding.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(finding.seen()).isEqualTo("close frames from here: 1001 answered with 1000 (normal closure)");
        assertThat(finding.meaning()).startsWith("The answer should repeat the code");
    }

    @Test
    void closeWithoutAnAnswerIsAnAbnormalClosure() {
        here(1000, Invented.noCloseAnswer());
        here(1001, Invented.fin());
        here(3000, null);
        here(4000, Invented.answered(4000, 1000));
        Judgement result = judge(PONGS, false);
        assertThat(only(result).verdict()).isEqualTo(Verdict.WARNING);
        assertThat(only(result).seen())
                .isEqualTo("close frames from here: 1000 no answer to the close frame, 1001 FIN, without a close frame"
                        + " (1006), 3000 not answered, 4000 answered with 1000 (normal closure)");
        assertThat(only(result).meaning()).startsWith("The close frame is not answered by one");
        assertThat(result.figures())
                .containsEntry("close_from_here", Map.of("1000", 1006, "1001", 1006, "3000", 1006, "4000", 1000));
    }

    @Test
    void answerThatMayNotBeSentFails() {
        here(1000, Invented.illegalCode(1006));
        here(1001, Invented.fin());
        Finding finding = only(judge(PONGS, false));
        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.seen())
                .startsWith(
                        "close frames from here: 1000 a broken frame: a close frame has the code 1006, which may not"
                                + " be sent");
        assertThat(finding.meaning()).startsWith("The answer is a close frame that may not be sent");
    }

    @Test
    void whatTheServerSaysHasToArriveWithItsCodeAndReason() {
        there(1000, Invented.closed(1000, CloseSeen.REASON));
        there(1001, Invented.closed(1001, ""));
        there(3000, Invented.fin());
        there(4000, null);
        Judgement result = judge(PONGS, true);
        assertThat(only(result).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(only(result).seen())
                .isEqualTo("close frames of the server: 1001 arrives as 1001 (going away), 3000 FIN, without a close"
                        + " frame (1006), 4000 did not arrive");
        assertThat(result.figures())
                .containsEntry("close_from_there", Map.of("1000", 1000, "1001", 1001, "3000", 1006, "4000", 0));
    }

    @Test
    void whatGotNoConnectionIsToldAndNotJudged() {
        fromHere.add(new Closing(1000, false, Invented.status(503)));
        here(1001, Invented.answered(1001, 1001));
        Judgement result = judge(PONGS, false);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).contains("close codes 1001 from here are answered alike");
        assertThat(result.details())
                .contains(
                        "close 1000 was not tried: its connection was refused (HTTP 503), see the check 'connections'");
        fromHere.remove(1);
        assertThat(judge(PONGS, false).summary()).endsWith("close codes not tried");
    }

    private void here(int code, Ended end) {
        fromHere.add(new Closing(code, true, end));
    }

    private void there(int code, Ended end) {
        fromThere.add(new Closing(code, true, end));
    }

    private Judgement judge(Pings pings, boolean parley) {
        return CloseJudge.of(new CloseSeen(pings, fromHere, fromThere, parley, Duration.ofSeconds(3)));
    }

    private static Finding only(Judgement result) {
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }
}
