package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.MessagesSeen.Exchange;
import dev.parley.check.MessagesSeen.Payload;
import dev.parley.check.MessagesSeen.RoundTrips;
import dev.parley.check.Survey.Manners;
import dev.parley.protocol.Rule;
import dev.parley.wire.Ended;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MessagesJudgeTest {
    private final List<Exchange> exchanges = new ArrayList<>();

    @Test
    void whatComesBackAsItWasIsOk() {
        right("text");
        right("binary");
        Judgement result = judge(trips(2));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary())
                .isEqualTo("2 kinds of messages come back as they were; round trip 2.00 ms, the median of 3");
        assertThat(result.details()).containsExactly("unchanged: text, binary");
        assertThat(result.figures())
                .containsEntry("round_trip_ms", 2.0)
                .containsEntry("right", List.of("text", "binary"));
    }

    @Test
    void oneKindIsOne() {
        right("text");
        assertThat(judge(null).summary()).isEqualTo("one kind of message comes back as it was");
    }

    @Test
    void anotherByteAnotherLengthAndAnotherTypeAreToldApart() {
        exchange("text", text("hello"), text("hellO"), null);
        assertThat(judge(null).summary()).isEqualTo("text: 5 bytes came back for 5, different from byte 4 on");
        exchanges.clear();
        exchange("text", text("hello"), text("hell"), null);
        assertThat(judge(null).summary()).isEqualTo("text: 4 bytes came back for 5, different from byte 4 on");
        exchanges.clear();
        exchange("text", text("hello"), new Payload(false, text("hello").bytes()), null);
        assertThat(judge(null).summary()).isEqualTo("text: came back as binary");
        exchanges.clear();
        exchange("empty text", text(""), text("x"), null);
        assertThat(judge(null).summary()).isEqualTo("empty text: 1 bytes came back for 0, different from byte 0 on");
    }

    @Test
    void whatDoesNotComeBackFailsWithTheEndOrTheTime() {
        right("binary");
        exchange("text", text("a"), null, null);
        Judgement silent = judge(trips(1));
        assertThat(silent.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(silent.summary()).isEqualTo("text: no answer within 5.00 s");
        assertThat(silent.details()).containsExactly("unchanged: binary");
        exchanges.clear();
        exchange("text", text("a"), null, Invented.rst());
        assertThat(judge(null).summary()).isEqualTo("text: ended by RST, without a close frame (1006)");
        assertThat(judge(null).findings().get(0).facts()).isEmpty();
    }

    @Test
    void reservedBitIsCompressionThatWasNotAgreedOn() {
        exchange("text", text("a"), null, Invented.broken(Rule.RESERVED_BITS));
        Finding finding = judge(null).findings().get(0);
        assertThat(finding.seen())
                .isEqualTo("text: ended by a broken frame: a frame has a reserved bit set (section 5.2)");
        assertThat(finding.meaning())
                .startsWith("The server, or a hop that rewrites messages, sends compressed frames");
        assertThat(finding.facts()).containsExactly("hs-deflate-rsv");
    }

    @Test
    void anotherRuleThatIsBrokenIsNot() {
        exchange("text", text("a"), null, Invented.broken(Rule.SERVER_MUST_NOT_MASK));
        assertThat(judge(null).findings().get(0).facts()).isEmpty();
    }

    @Test
    void whatCameBackIsJudgedAndNotTheEndAfterIt() {
        exchange("text", text("a"), text("b"), Invented.broken(Rule.RESERVED_BITS));
        Finding finding = judge(null).findings().get(0);
        assertThat(finding.seen()).isEqualTo("text: 1 bytes came back for 1, different from byte 0 on");
        assertThat(finding.facts()).isEmpty();
        exchanges.clear();
        exchange("text", text("a"), text("a"), Invented.fin());
        assertThat(judge(null).verdict()).isEqualTo(Verdict.OK);
    }

    @Test
    void refusedConnectionsAreNoFaultOfMessages() {
        right("text");
        Judgement some = judge(Invented.status(503), trips(1));
        assertThat(some.verdict()).isEqualTo(Verdict.OK);
        assertThat(some.details()).contains("not all were tried: connections are refused (HTTP 503)");
        exchanges.clear();
        Judgement none = judge(Invented.status(503), null);
        assertThat(none.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(none.summary()).isEqualTo("connections are refused (HTTP 503): see the check 'connections'");
    }

    @Test
    void roundTripIsSlowFromMoreThanASecondOn() {
        right("text");
        assertThat(judge(trips(1_000)).verdict()).isEqualTo(Verdict.OK);
        Judgement slow = judge(trips(1_001));
        assertThat(slow.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(slow.summary()).isEqualTo("a round trip takes 1.00 s, the median of 3");
    }

    @Test
    void messageThatIsLostAmongOthersIsCounted() {
        right("text");
        Judgement result = judge(new RoundTrips(List.of(1L, 1L), true, Invented.closed(1008, "too many")));
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.summary())
                .isEqualTo("message 3 of one connection is not answered: close 1008 (policy violation): too many");
        assertThat(result.findings().get(0).meaning()).startsWith("The ones before it were: ");
        assertThat(result.figures()).doesNotContainKey("round_trip_ms");
    }

    @Test
    void firstMessageThatIsLostHadNoneBefore() {
        right("text");
        Finding finding =
                judge(new RoundTrips(List.of(), true, null)).findings().get(0);
        assertThat(finding.seen()).isEqualTo("message 1 of one connection is not answered");
        assertThat(finding.meaning()).startsWith("One like it was, on another connection: ");
    }

    @Test
    void endpointThatClosesInOrderIsNotTried() {
        Judgement result = MessagesJudge.thrownOut(Manners.ENDS, Invented.closed(1003, "no text, please"));
        assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(result.summary()).contains("(close 1003 (unsupported data): no text, please)");
    }

    @Test
    void endpointThatEndsWithoutACloseFrameIsWarnedOf() {
        Judgement result = MessagesJudge.thrownOut(Manners.ENDS, Invented.fin());
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.summary())
                .isEqualTo("the connection ends when a message comes that the endpoint does not know: FIN, without a"
                        + " close frame (1006)");
        assertThat(result.findings().get(0).facts()).containsExactly("cc-1006");
    }

    @Test
    void endpointThatAnswersWithBrokenFramesFails() {
        Judgement result = MessagesJudge.thrownOut(Manners.BREAKS, Invented.broken(Rule.RESERVED_BITS));
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.findings().get(0).facts()).containsExactly("hs-deflate-rsv");
    }

    @Test
    void withoutASecondConnectionNothingIsSaidOfMessages() {
        Judgement result = MessagesJudge.thrownOut(null, Invented.status(429));
        assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(result.summary()).isEqualTo("a second connection was refused: HTTP 429");
    }

    @Test
    void endpointThatEchoesNothingCanOnlyBeSentTo() {
        assertThat(MessagesJudge.taken(Manners.ANSWERS).summary()).startsWith("a text is answered, ");
        Judgement silent = MessagesJudge.taken(Manners.SILENT);
        assertThat(silent.summary()).startsWith("a text is taken, and not answered: ");
        assertThat(silent.verdict()).isEqualTo(Verdict.OK);
        assertThat(silent.figures()).containsEntry("echoes", false);
    }

    private void right(String what) {
        exchange(what, text(what), text(what), null);
    }

    private void exchange(String what, Payload sent, Payload back, Ended end) {
        exchanges.add(new Exchange(what, sent, back, end));
    }

    private static Payload text(String text) {
        return new Payload(true, text.getBytes(StandardCharsets.UTF_8));
    }

    private static RoundTrips trips(long millis) {
        return new RoundTrips(
                LongStream.of(millis * 1_000_000, 1, millis * 2_000_000).boxed().toList(), false, null);
    }

    private Judgement judge(RoundTrips trips) {
        return judge(null, trips);
    }

    private Judgement judge(Ended refused, RoundTrips trips) {
        return MessagesJudge.echoed(new MessagesSeen(exchanges, refused, trips, Duration.ofSeconds(5)));
    }
}
