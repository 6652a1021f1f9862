package dev.parley.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conformance.Expectation.Answers;
import dev.parley.conformance.Expectation.Failure;
import dev.parley.conformance.Expectation.Reply;
import dev.parley.conformance.Judge.Probing;
import dev.parley.conformance.Outcome.Grade;
import dev.parley.conformance.cases.Cases;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.protocol.Message;
import dev.parley.protocol.Rule;
import dev.parley.protocol.Violation;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.WireEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Says how invented events are graded. */
class JudgeTest {
    @Test
    void theMessageAsItWasIsStrictAndAnotherOneDecidesNothing() {
        Judge judge = answers("text", true);
        assertThat(judge.probing()).isEqualTo(Probing.NEVER);
        assertThat(judge.take(text("welcome"))).isNull();
        assertThat(judge.take(text("Hello")).grade()).isEqualTo(Grade.STRICT);
    }

    @Test
    void anotherMessageIsWrongOnceNothingMoreComes() {
        Judge judge = answers("text", true);
        judge.take(text("olleH"));
        assertThat(judge.nothing(Duration.ofMillis(500)))
                .isEqualTo(new Outcome(row("text"), Grade.WRONG, "text message 'olleH'"));
    }

    @Test
    void nothingIsNoAnswer() {
        assertThat(answers("text", true).nothing(Duration.ofMillis(500)))
                .isEqualTo(new Outcome(row("text"), Grade.NO_ANSWER, "not all of it within 500 ms"));
        assertThat(failure("rsv1").nothing(Duration.ofMillis(500)).grade()).isEqualTo(Grade.NO_ANSWER);
        assertThat(reply("close-code-1000").nothing(Duration.ofMillis(500)).grade())
                .isEqualTo(Grade.NO_ANSWER);
    }

    @Test
    void whereNothingIsSentBackTheAnswerToAPingIsEnough() {
        Judge judge = answers("text", false);
        assertThat(judge.probing()).isEqualTo(Probing.AT_ONCE);
        assertThat(judge.take(text("anything"))).isNull();
        assertThat(judge.take(frame(Frame.PONG, Judge.PROBE)).grade()).isEqualTo(Grade.STRICT);
    }

    @Test
    void pongsBeforeTheNewestMayBeLeftOut() {
        Judge judge = answers("pings", true);
        assertThat(judge.take(frame(Frame.PONG, bytes("2")))).isNull();
        assertThat(judge.take(frame(Frame.PONG, bytes("5"))).grade()).isEqualTo(Grade.STRICT);
    }

    @Test
    void whatThisSideSendsAndPongsThatNobodyAskedForDecideNothing() {
        Judge judge = failure("rsv1");
        assertThat(judge.take(new FrameEvent(0, true, new Frame(0x80 | Frame.PONG, true, 6, Judge.PROBE))))
                .isNull();
        assertThat(judge.take(frame(Frame.PONG, bytes("heartbeat")))).isNull();
    }

    @Test
    void aViolationHasToBeRefused() {
        assertThat(failure("rsv1").probing()).isEqualTo(Probing.IF_SILENT);
        assertThat(failure("rsv1").take(close(1002)).grade()).isEqualTo(Grade.STRICT);
        assertThat(failure("rsv1").take(close(1003)).grade()).isEqualTo(Grade.TOLERATED);
        assertThat(failure("rsv1").take(ended(How.FIN, null)).grade()).isEqualTo(Grade.TOLERATED);
        assertThat(failure("rsv1").take(ended(How.RST, null)).grade()).isEqualTo(Grade.TOLERATED);
        assertThat(failure("rsv1").take(close(1006)).grade()).isEqualTo(Grade.WRONG);
        assertThat(failure("rsv1").take(frame(Frame.PONG, Judge.PROBE)))
                .isEqualTo(new Outcome(row("rsv1"), Grade.WRONG, "pong to a ping that followed"));
    }

    @Test
    void whatNobodyIsToldToRefuseMayBeTaken() {
        assertThat(failure("length-16-bits-for-5")
                        .take(frame(Frame.PONG, Judge.PROBE))
                        .grade())
                .isEqualTo(Grade.TOLERATED);
        assertThat(failure("length-huge").probing()).isEqualTo(Probing.NEVER);
        assertThat(failure("length-huge").nothing(Duration.ofMillis(500)).grade())
                .isEqualTo(Grade.TOLERATED);
    }

    @Test
    void aCloseFrameIsAnsweredWithItsCodeOrAnOrdinaryOne() {
        assertThat(reply("close-code-4000").take(close(4000)).grade()).isEqualTo(Grade.STRICT);
        assertThat(reply("close-code-4000").take(close(1000)).grade()).isEqualTo(Grade.STRICT);
        assertThat(reply("close-code-4000").take(close(Close.NO_CODE)).grade()).isEqualTo(Grade.STRICT);
        assertThat(reply("close-code-4000").take(close(4001)).grade()).isEqualTo(Grade.TOLERATED);
        assertThat(reply("close-code-4000").take(close(1002)).grade()).isEqualTo(Grade.WRONG);
        assertThat(reply("close-code-4000").take(ended(How.FIN, null)).grade()).isEqualTo(Grade.WRONG);
    }

    @Test
    void anAnswerThatBreaksTheProtocolIsWrong() {
        Cause cause = new Cause.ProtocolViolation(new Violation(Rule.values()[0], 0, 0));
        Outcome outcome = answers("text", true).take(ended(How.PROTOCOL_ERROR, cause));
        assertThat(outcome.grade()).isEqualTo(Grade.WRONG);
        assertThat(outcome.seen()).startsWith("an answer that breaks the protocol: ");
    }

    @Test
    void aFaultOfParleyIsNoFaultOfThePeer() {
        Outcome outcome = answers("text", true).take(ended(How.CUT, new Cause.Fault("oops")));
        assertThat(outcome.grade()).isEqualTo(Grade.NOT_TRIED);
        assertThat(outcome.seen()).contains("oops");
    }

    private static Judge answers(String id, boolean echo) {
        return new AnswersJudge(row(id), (Answers) row(id).expected(), echo);
    }

    private static Judge failure(String id) {
        return new FailureJudge(row(id), (Failure) row(id).expected());
    }

    private static Judge reply(String id) {
        return new ReplyJudge(row(id), (Reply) row(id).expected());
    }

    private static Case row(String id) {
        return Cases.ALL.stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    private static WireEvent text(String text) {
        return new MessageEvent(0, new Message.Text(bytes(text)), 1, 0);
    }

    private static WireEvent frame(int opcode, byte[] payload) {
        return new FrameEvent(0, false, new Frame(Frame.FIN | opcode, false, 2, payload));
    }

    private static WireEvent close(int code) {
        return frame(Frame.CLOSE, new Close(code, "").payload());
    }

    private static WireEvent ended(How how, Cause cause) {
        return new Ended(0, how, null, null, null, false, 0, cause);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
