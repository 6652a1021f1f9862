package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Close;
import dev.parley.protocol.Header;
import dev.parley.protocol.Rule;
import dev.parley.protocol.Violation;
import dev.parley.wire.Answered;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import dev.parley.wire.Stage;
import dev.parley.wire.Step;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads what people read. */
class WordsTest {
    private static final WebSocketUrl URL = WebSocketUrl.parse("ws://h:8080/ws");
    private static final long MINUTE = TimeUnit.SECONDS.toNanos(60);

    @ParameterizedTest
    @CsvSource({
        "350000,        0.35 ms",
        "12340000,      12.3 ms",
        "999900000,     999.9 ms",
        "3210000000,    3.21 s",
        "60040000000,   60.0 s"
    })
    void timesHaveThreeFiguresAndAUnit(long nanos, String words) {
        assertThat(Words.time(nanos)).isEqualTo(words);
    }

    @Test
    void openingTellsTheWay() {
        assertThat(Words.connected(new Connected(
                        0,
                        URL,
                        List.of(
                                new Step(Stage.DNS, 0, 1_500_000, "1.2.3.4"),
                                new Step(Stage.TCP, 0, 250_000, "1.2.3.4:8080"),
                                new Step(Stage.HANDSHAKE, 0, 3_000_000, "HTTP 101")),
                        null,
                        "chat",
                        "permessage-deflate")))
                .isEqualTo(
                        "Connected to ws://h:8080/ws (DNS 1.50 ms, TCP 0.25 ms, handshake 3.00 ms), subprotocol chat,"
                                + " permessage-deflate");
    }

    @Test
    void endSaysWhoWhyAndAfterHowLong() {
        assertThat(said(end(How.CLOSED, new Close(1001, "bye\u001b[31m"), new Close(1001, ""), true), 0))
                .containsExactly("Closed by the server after 60.0 s: 1001 (going away): bye\\u001b[31m");
        assertThat(said(end(How.CLOSED, new Close(4000, ""), new Close(4000, "why"), false), 0))
                .containsExactly("Closed after 60.0 s: 4000 (private use): why");
        assertThat(said(end(How.NO_CLOSE_ANSWER, null, new Close(1000, ""), false), 0))
                .containsExactly(
                        "Cut after 60.0 s: the server did not answer the close frame 1000 (normal closure) within 5s");
        assertThat(said(end(How.FIN, null, null, false), 0))
                .containsExactly(
                        "Lost after 60.0 s without a close frame (1006): the server, or something on the way, ended"
                                + " the TCP connection in order (FIN)");
        assertThat(said(
                        new Ended(
                                0,
                                How.PROTOCOL_ERROR,
                                null,
                                null,
                                new Close(1002, ""),
                                false,
                                0,
                                new Cause.ProtocolViolation(new Violation(Rule.SERVER_MUST_NOT_MASK, 0, 0))),
                        0))
                .containsExactly(
                        "Failed after 60.0 s, closed with 1002 (protocol error): the server broke the protocol: a"
                                + " frame from the server is masked (section 5.1)");
    }

    @Test
    void silenceBeforeALossIsCalledWhatItLooksLike() {
        Finish finish = new Finish(URL, 0, end(How.FIN, null, null, false), null, MINUTE, MINUTE, 0, true, false);
        assertThat(Words.finished(finish))
                .hasSize(2)
                .last()
                .isEqualTo(
                        "nothing went either way for 60.0 s before that: an idle timeout on the path looks like this; if"
                                + " it is one, --ping-interval 30s keeps the connection open");
    }

    @Test
    void messagesThatWereNotSentAreSaid() {
        assertThat(said(end(How.CLOSED, new Close(1000, ""), new Close(1000, ""), true), 3))
                .last()
                .isEqualTo("3 messages were read and not sent");
    }

    @Test
    void refusalShowsStatusHeadersBodyAndWhatItUsuallyMeans() {
        String head = "HTTP/1.1 503 Busy\r\nServer: nginx\r\nSet-Cookie: a=secret\r\n\r\n";
        Answered answer = new Answered(
                0,
                new byte[0],
                head.getBytes(StandardCharsets.UTF_8),
                503,
                "Busy",
                List.of(new Header("Server", "nginx")),
                "<html>\n\nfull\u001b[2J\n".getBytes(StandardCharsets.UTF_8));
        Ended end = new Ended(0, How.REFUSED, Stage.HANDSHAKE, null, null, false, 0, new Cause.HttpStatus(503));
        assertThat(Words.finished(new Finish(URL, 0, end, answer, -1, 0, 0, true, false)))
                .containsExactly(
                        "no WebSocket at ws://h:8080/ws: the server answered HTTP 503 Busy, a WebSocket endpoint answers"
                                + " 101; it is full or stopping: try again later",
                        "< Server: nginx",
                        "< Set-Cookie: …",
                        "< ",
                        "< <html>",
                        "< full\\u001b[2J");
    }

    @Test
    void failureToConnectSaysWhatToDo() {
        Ended end = new Ended(
                0,
                How.NO_CONNECTION,
                Stage.TCP,
                null,
                null,
                false,
                0,
                new Cause.ConnectionRefused(new Cause.Peer("1.2.3.4:8080", false)));
        assertThat(Words.finished(new Finish(URL, 0, end, null, -1, 0, 0, true, false)))
                .containsExactly(
                        "cannot connect to ws://h:8080/ws: 1.2.3.4:8080 refused the connection; is the server running?");
    }

    @Test
    void backslashStaysOneAndControlsDoNot() {
        assertThat(Words.safe("a\\b \"ü\" \u0007\u202e")).isEqualTo("a\\b \"ü\" \\u0007\\u202e");
    }

    private static List<String> said(Ended end, int unsent) {
        return Words.finished(new Finish(URL, 0, end, null, MINUTE, 0, unsent, true, false));
    }

    private static Ended end(How how, Close received, Close sent, boolean peerFirst) {
        return new Ended(0, how, null, received, sent, peerFirst, 0, null);
    }
}
