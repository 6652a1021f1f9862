package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Talks to a server made with Go's gorilla/websocket. */
class GoPeersIT {
    private static final String COMPRESSION =
            ", permessage-deflate; server_no_context_takeover; client_no_context_takeover";
    private static final long SEED = 4711;

    private static Peer go;

    @BeforeAll
    static void startGo() {
        go = GoPeer.start();
    }

    @AfterAll
    static void stopGo() {
        if (go != null) {
            go.close();
        }
    }

    @Test
    void messagesAreCompressedBothWaysWithoutContext() {
        String line = "grüße, ".repeat(300);
        Outcome outcome =
                Outcome.ofText(line + "1\n" + line + "2\n\n", go.ws("echo"), "-w", "3", "-s", "chat.v1,chat.v2");
        assertThat(outcome.err())
                .containsExactly(
                        "Connected to " + go.ws("echo") + " (TCP T, handshake T), subprotocol chat.v2" + COMPRESSION,
                        "Closed after T: 1000 (normal closure)");
        assertThat(outcome.out()).containsExactly(line + "1", line + "2", "");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aMebibyteComesBackInFragmentsAsItWas() {
        byte[] bytes = new byte[1024 * 1024];
        new Random(SEED).nextBytes(bytes);
        Outcome outcome = Outcome.ofBytes(bytes, go.ws("echo"), "--encoding", "raw", "--chunk", "1MiB", "-w", "1");
        assertThat(outcome.outBytes()).as("seed %d", SEED).isEqualTo(bytes);
        assertThat(outcome.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    close?code=1000&reason=done   | 0 | 1000 (normal closure): done
                    close?code=1012               | 5 | 1012 (service restart)
                    """)
    void closeCodeAndReasonOfTheServerAreSaid(String path, int exitCode, String close) {
        Outcome outcome = Outcome.of(go.ws(path), "-w", "close");
        assertThat(outcome.err()).last().isEqualTo("Closed by the server after T: " + close);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void closeCodeAndReasonOfThisSideReachTheServer() {
        Outcome outcome = Outcome.of(go.ws("echo"), "--slash", "-x", "hi", "-x", "/close 4001 gone fishing");
        assertThat(outcome.err()).last().isEqualTo("Closed after T: 4001 (private use): gone fishing");
        assertThat(outcome.exitCode()).isZero();
        go.awaitSaw("websocket: close 4001: gone fishing");
    }

    @Test
    void aMessageThatIsTooLongForTheServerIsItsClose1009() {
        Outcome outcome = Outcome.of(
                go.ws("limited"), "--no-compression", "-x", "0123456789", "-x", "01234567890", "-w", "close");
        assertThat(outcome.out()).containsExactly("0123456789");
        assertThat(outcome.err()).last().isEqualTo("Closed by the server after T: 1009 (message too big)");
        assertThat(outcome.exitCode()).isEqualTo(5);
    }

    @Test
    void anOriginThatTheServerRefusesIsHttp403WithItsWords() {
        Outcome outcome = Outcome.of(go.ws("echo"), "-o", "https://example.com", "-x", "hi");
        assertThat(outcome.err())
                .startsWith("no WebSocket at " + go.ws("echo") + ": the server answered HTTP 403 Forbidden, a WebSocket"
                        + " endpoint answers 101; clients of this origin, address or kind may not connect")
                .endsWith("< ", "< Forbidden");
        assertThat(outcome.exitCode()).isEqualTo(4);
        String origin = "http://127.0.0.1:" + go.port();
        assertThat(Outcome.of(go.ws("echo"), "-o", origin, "-x", "hi", "-w", "1")
                        .out())
                .containsExactly("hi");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    end   | ended the TCP connection in order (FIN)
                    reset | reset the TCP connection (RST: Connection reset)
                    """)
    void anEndWithoutACloseFrameIsToldByFinAndRst(String path, String end) {
        Outcome outcome = Outcome.of(go.ws(path), "-x", "hi", "-w", "close");
        assertThat(outcome.err())
                .last()
                .isEqualTo("Lost after T without a close frame (1006): the server, or something on the way, " + end);
        assertThat(outcome.exitCode()).isEqualTo(5);
    }
}
