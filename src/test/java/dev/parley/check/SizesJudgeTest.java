package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.SizesSeen.Limit;
import dev.parley.check.SizesSeen.Refusal;
import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.wire.Ended;
import java.util.List;
import org.junit.jupiter.api.Test;

class SizesJudgeTest {
    private static final int MIB = 1024 * 1024;
    private static final Ended TOO_BIG = Invented.closed(1009, "too big");

    private final SizesJudge judge = new SizesJudge(Facts.load(), List.of());

    @Test
    void withoutALimitTheLongestThatWasTriedIsToldOf() {
        Judgement result = judge.of(seen(all(16 * MIB)));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary())
                .isEqualTo("a message of 16.0 MiB (16,777,216 bytes) is taken, the longest that was tried");
        assertThat(result.figures())
                .containsEntry("taken_bytes", 16 * MIB)
                .containsEntry("limit_found", false)
                .doesNotContainKey("refused_by");
    }

    @Test
    void largeLimitThatSaysSoIsOk() {
        Judgement result = judge.of(seen(limit(MIB, TOO_BIG)));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary())
                .isEqualTo("the longest message that is taken has 1.0 MiB (1,048,576 bytes); a longer one ends in close"
                        + " 1009 (message too big): too big");
    }

    @Test
    void whatOrdinaryApplicationsNeedIsSixtyFourKibibytes() {
        assertThat(judge.of(seen(limit(65_536, TOO_BIG))).verdict()).isEqualTo(Verdict.OK);
        Judgement small = judge.of(seen(limit(65_535, TOO_BIG)));
        assertThat(small.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(small.findings().get(0).meaning())
                .isEqualTo("Applications often send longer messages than this; each ends its connection.");
    }

    @Test
    void limitThatDoesNotSaySoIsAWarningHoweverLarge() {
        Judgement result = judge.of(seen(limit(8 * MIB, Invented.fin())));
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.findings().get(0).meaning()).startsWith("A message that is too long should be answered with");
    }

    @Test
    void limitIsKnownByItsNumberAndHop() {
        Judgement result = new SizesJudge(Facts.load(), List.of(new Hop("Tomcat", "it says so", Hop.Place.SERVER)))
                .of(seen(limit(8_192, TOO_BIG)));
        assertThat(result.findings().get(0).suspects().get(0)).contains("Tomcat");
        assertThat(judge.of(seen(limit(8_193, Invented.fin())))
                        .findings()
                        .get(0)
                        .suspects())
                .noneMatch(suspect -> suspect.contains("Tomcat"));
    }

    @Test
    void silenceMayBeTheLineAndSaysNoLimit() {
        Limit silent = new Limit(4 * MIB, 16 * MIB, new Refusal(null), true);
        Judgement result = judge.of(new SizesSeen(silent, null, null, null));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary())
                .isEqualTo(
                        "the longest message that is taken has 4.0 MiB (4,194,304 bytes); one of 16.0 MiB (16,777,216"
                                + " bytes) got no answer in time");
        assertThat(result.details()).hasSize(1);
        assertThat(judge.of(new SizesSeen(new Limit(1_024, 4_096, new Refusal(null), true), null, null, null))
                        .verdict())
                .as("that little fits through any line")
                .isEqualTo(Verdict.WARNING);
    }

    @Test
    void limitOfFramesIsNotOneOfMessages() {
        Limit up = limit(65_536, TOO_BIG);
        Judgement result = judge.of(new SizesSeen(up, up, all(16 * MIB), null));
        assertThat(result.summary()).startsWith("the longest frame that is taken has 64.0 KiB (65,536 bytes)");
        assertThat(result.details())
                .contains("in several frames 16.0 MiB (16,777,216 bytes) are taken, the most that was tried");
        assertThat(result.figures()).containsEntry("limit_is_of_frames", true).containsEntry("message_bytes", 16 * MIB);
        assertThat(judge.of(new SizesSeen(up, up, limit(MIB, TOO_BIG), null)).details())
                .contains("in several frames 1.0 MiB (1,048,576 bytes) and no more: close 1009 (message too big): too"
                        + " big");
    }

    @Test
    void textIsToldOfIfItsLimitIsAnother() {
        assertThat(judge.of(seen(limit(65_536, TOO_BIG))).details()).isEmpty();
        assertThat(judge.of(new SizesSeen(limit(65_536, TOO_BIG), limit(8_192, Invented.fin()), null, null))
                        .details())
                .containsExactly("text: 8.0 KiB (8,192 bytes), a longer one ends in FIN, without a close frame (1006)");
    }

    @Test
    void shortMessagesFromTheServerAreAHopsDoing() {
        Judgement result = judge.of(new SizesSeen(all(MIB), null, null, limit(65_536, Invented.rst())));
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.summary())
                .isEqualTo(
                        "of messages from the server at most 64.0 KiB (65,536 bytes) arrive; more end in RST, without a"
                                + " close frame (1006)");
    }

    @Test
    void whatTheServerItselfDoesNotSendIsNoHopsDoing() {
        for (Ended own : List.of(Invented.status(400), Invented.closed(1008, "at most 65536"))) {
            Judgement result = judge.of(new SizesSeen(all(MIB), null, null, limit(65_536, own)));
            assertThat(result.verdict()).isEqualTo(Verdict.OK);
            assertThat(result.summary()).endsWith("; from the server 64.0 KiB (65,536 bytes) arrive");
        }
        Limit silent = new Limit(65_536, 262_144, new Refusal(null), true);
        assertThat(judge.of(new SizesSeen(all(MIB), null, null, silent)).verdict())
                .as("silence may be the line")
                .isEqualTo(Verdict.OK);
    }

    @Test
    void refusedConnectionsSayNothingOfSizes() {
        Judgement none = judge.of(seen(limit(0, Invented.status(503))));
        assertThat(none.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(none.summary()).isEqualTo("connections are refused (HTTP 503): see the check 'connections'");
        Judgement some = judge.of(seen(limit(4_096, Invented.status(503))));
        assertThat(some.verdict()).isEqualTo(Verdict.OK);
        assertThat(some.summary())
                .isEqualTo("not finished: connections are refused (HTTP 503), see the check 'connections'");
        assertThat(some.details()).containsExactly("taken up to 4.0 KiB (4,096 bytes)");
    }

    @Test
    void searchThatWasCutShortSaysBetweenWhichSizesTheLimitIs() {
        Limit cut = new Limit(65_537, 262_144, new Refusal(TOO_BIG), false);
        Judgement result = judge.of(new SizesSeen(cut, null, null, null));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary())
                .isEqualTo(
                        "a message of 64.0 KiB (65,537 bytes) is taken, and one of 256.0 KiB (262,144 bytes) is not");
        assertThat(judge.of(new SizesSeen(new Limit(4_096, 0, null, false), null, null, null))
                        .summary())
                .isEqualTo("a message of 4.0 KiB (4,096 bytes) is taken");
    }

    private static SizesSeen seen(Limit up) {
        return new SizesSeen(up, up, null, null);
    }

    private static Limit all(int most) {
        return new Limit(most, 0, null, true);
    }

    private static Limit limit(int taken, Ended end) {
        return new Limit(taken, taken + 1, new Refusal(end), true);
    }
}
