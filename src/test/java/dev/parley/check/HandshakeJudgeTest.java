package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.Try.Way;
import dev.parley.check.knowledge.Facts;
import dev.parley.protocol.Header;
import dev.parley.wire.Answered;
import dev.parley.wire.Cause;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invented answers to the handshake. */
class HandshakeJudgeTest {
    private static final long TOOK = 3_000_000;

    private final HandshakeJudge judge = new HandshakeJudge(Facts.load());

    @Test
    void acceptedHandshakeIsToldWithItsTimeAndSubprotocol() {
        Judgement judgement = judge.of(accepted("chat", null, null));
        assertThat(judgement.verdict()).isEqualTo(Verdict.OK);
        assertThat(judgement.summary()).isEqualTo("101 in 3.00 ms, with the right accept key, subprotocol chat");
        assertThat(judgement.details()).containsExactly("Server: nginx");
        assertThat(judgement.figures()).containsEntry("status", 101).containsEntry("handshake_ms", 3.0);
    }

    @Test
    void serverThatTurnsFirefoxAwayIsAWarning() {
        Judgement judgement =
                judge.of(accepted(null, refused(Way.FIREFOX, "with 'Connection: keep-alive, Upgrade'", 400), null));
        assertThat(judgement.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(judgement.summary())
                .isEqualTo("refused with 'Connection: keep-alive, Upgrade', as Firefox sends it: HTTP 400");
        assertThat(judgement.findings().get(0).facts()).containsExactly("hs-firefox-conn");
    }

    @Test
    void serverThatLetsInToolsAndNotItsOwnPagesIsAWarning() {
        Judgement judgement = judge.of(accepted(null, null, refused(Way.OWN_ORIGIN, "with Origin http://h", 403)));
        assertThat(judgement.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(judgement.summary())
                .isEqualTo("refused with Origin http://h, as a page on the same server sends it: HTTP 403");
    }

    @Test
    void refusalShowsItsBodyAndWhatWasTriedAndWhatWasNot() {
        Refusal refusal = new Refusal(
                refused(Way.GIVEN, "as given", 403),
                List.of(
                        refused(Way.GIVEN, "the same again", 403),
                        refused(Way.PLAIN, "a plain GET", 403),
                        new Try(Way.NO_ORIGIN, "without Origin", true, 101, "", "", null)),
                false,
                List.of());
        Answered answer = answer(403, "<h1>No</h1>\n\n<p>not you</p>", new Header("X-Other", "1"));
        Judgement judgement =
                judge.of(new HandshakeSeen(answer, 0, null, refusal, List.of("the path /ws"), null, null));
        assertThat(judgement.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(judgement.summary()).isEqualTo("HTTP 403, but accepted without Origin");
        assertThat(judgement.details())
                .containsExactly(
                        "body: No",
                        "body: not you",
                        "tried the same again, a plain GET: HTTP 403",
                        "tried without Origin: accepted",
                        "not tried, because time was up: the path /ws");
        assertThat(judgement.figures()).containsKey("tries").doesNotContainKey("handshake_ms");
    }

    private static HandshakeSeen accepted(String subprotocol, Try firefox, Try origin) {
        Answered answer = answer(101, "", new Header("Server", "nginx"), new Header("Sec-WebSocket-Accept", "x"));
        return new HandshakeSeen(answer, TOOK, subprotocol, null, List.of(), firefox, origin);
    }

    private static Try refused(Way way, String what, int status) {
        return new Try(way, what, false, status, "", "", new Cause.HttpStatus(status));
    }

    private static Answered answer(int status, String body, Header... headers) {
        return new Answered(
                0, new byte[0], new byte[0], status, "", List.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }
}
