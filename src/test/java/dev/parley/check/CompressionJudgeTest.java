package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.CompressionSeen.Exchanges;
import dev.parley.protocol.Rule;
import dev.parley.wire.Ended;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompressionJudgeTest {
    private static final String DEFLATE = "permessage-deflate";
    private static final Exchanges PLAIN = through(4_008, 4_004);

    @Test
    void withoutAnAgreementMessagesTravelAsTheyAre() {
        Judgement result = judge(null, null, null, null);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).isEqualTo("not agreed on: messages travel as they are, which always works");
        assertThat(result.figures()).containsEntry("negotiated", null);
    }

    @Test
    void refusedConnectionIsNotTakenForNoAgreement() {
        Judgement result =
                CompressionJudge.of(new CompressionSeen(Invented.status(503), null, true, 4_000, null, null, null));
        assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(result.summary()).isEqualTo("a connection was refused (HTTP 503): see the check 'connections'");
    }

    @Test
    void withoutAnEchoItCannotBeTried() {
        Judgement result = CompressionJudge.of(new CompressionSeen(null, DEFLATE, false, 4_000, null, null, null));
        assertThat(result.summary()).isEqualTo("agreed on; not tried, because the endpoint does not echo");
        assertThat(result.details()).containsExactly("agreed: permessage-deflate");
    }

    @Test
    void whatComesThroughIsMeasured() {
        Judgement result = judge(DEFLATE, through(1_002, 998), through(4_010, 4_010), PLAIN);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary())
                .isEqualTo(
                        "agreed on and right: 3.9 KiB of JSON travel as 1002 bytes there and 998 bytes back, worth it on"
                                + " a network");
        assertThat(result.details()).contains("a round trip takes 2.00 ms, without compression 2.00 ms (medians of 2)");
        assertThat(result.figures()).containsEntry("compressed_ratio", 0.25);
    }

    @Test
    void aThirdLessIsWorthItAndLittleLessHardly() {
        Exchanges half = through(1_000, 1_000);
        assertThat(judge(DEFLATE, through(699, 699), half, half).summary()).endsWith(", worth it on a network");
        assertThat(judge(DEFLATE, through(700, 700), half, half).summary()).endsWith(", hardly worth it");
    }

    @Test
    void whoDoesNotCompressIsNamed() {
        assertThat(judge(DEFLATE, through(1_000, 4_004), PLAIN, PLAIN).summary())
                .endsWith("; the server does not compress what it sends");
        assertThat(judge(DEFLATE, through(4_008, 1_000), PLAIN, PLAIN).summary())
                .endsWith(
                        "; Parley does not compress what it sends, because the window agreed on is too small for that");
    }

    @Test
    void whatBreaksWithCompressionOnlyIsItsFault() {
        Judgement result = judge(DEFLATE, lost(Invented.broken(Rule.DEFLATE_DATA)), PLAIN, PLAIN);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        Finding finding = result.findings().get(0);
        assertThat(finding.seen())
                .isEqualTo(
                        "with compression: a broken frame: a message cannot be decompressed (RFC 7692 section 7.2.2);"
                                + " without it messages come through");
        assertThat(finding.meaning()).startsWith("Compression was agreed on and is not done right");
        assertThat(finding.facts()).contains("hs-deflate-rsv");
    }

    @Test
    void whatHardlyCompressesMayBreakAlone() {
        assertThat(judge(DEFLATE, through(1_000, 1_000), lost(null), PLAIN).summary())
                .isEqualTo("with compression: no answer, or another; without it messages come through");
    }

    @Test
    void whatBreaksEitherWayIsNoFaultOfCompression() {
        Finding finding = judge(DEFLATE, lost(Invented.fin()), lost(Invented.fin()), refused())
                .findings()
                .get(0);
        assertThat(finding.seen()).endsWith("; without it refused: HTTP 503");
        assertThat(finding.meaning()).isEqualTo("Messages do not come through either way: see the check 'messages'.");
    }

    @Test
    void whatComesThroughWithCompressionOnlyIsToldWithoutFigures() {
        Judgement result = judge(DEFLATE, through(1_000, 1_000), PLAIN, lost(Invented.rst()));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).endsWith(": RST, without a close frame (1006)");
        assertThat(result.figures()).doesNotContainKey("compressed_ratio");
    }

    @Test
    void withoutSomethingToCompareWithNothingIsSaidOfIt() {
        assertThat(judge(DEFLATE, lost(Invented.fin()), null, null).summary()).isEqualTo("agreed on");
        assertThat(judge(DEFLATE, lost(Invented.fin()), null, null).verdict()).isEqualTo(Verdict.OK);
    }

    private static Exchanges through(long meanOut, long meanIn) {
        return new Exchanges(List.of(2_000_000L, 3_000_000L), 2 * meanOut, 2 * meanIn, true, false, null);
    }

    private static Exchanges lost(Ended end) {
        return new Exchanges(List.of(), 0, 0, true, true, end);
    }

    private static Exchanges refused() {
        return new Exchanges(List.of(), 0, 0, false, false, Invented.status(503));
    }

    private static Judgement judge(String agreed, Exchanges json, Exchanges letters, Exchanges plain) {
        return CompressionJudge.of(new CompressionSeen(null, agreed, true, 4_000, json, letters, plain));
    }
}
