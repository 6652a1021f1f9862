package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Talks to a server made with the npm package {@code ws}. */
class NodePeersIT {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final long SEED = 4711;

    private static Peer node;

    @BeforeAll
    static void startNode() throws IOException {
        node = NodePeer.start();
    }

    @AfterAll
    static void stopNode() {
        if (node != null) {
            node.close();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                | permessage-deflate
                    {"serverNoContextTakeover":true}  | permessage-deflate; server_no_context_takeover
                    {"clientNoContextTakeover":true}  | permessage-deflate; client_no_context_takeover
                    {"serverMaxWindowBits":9}         | permessage-deflate; server_max_window_bits=9
                    """)
    void compressionWorksWithAllThatTheServerMayAskFor(String options, String agreed) {
        // Longer than the smallest window, and like each other, so that each window and context counts.
        String line = "grüße, ".repeat(300);
        Outcome outcome =
                Outcome.ofText(line + "1\n" + line + "2\n" + line + "3\n\n", echoWithDeflate(options), "-w", "4");
        assertThat(outcome.err())
                .containsExactly(
                        "Connected to " + echoWithDeflate(options) + " (TCP T, handshake T), " + agreed,
                        "Closed after T: 1000 (normal closure)");
        assertThat(outcome.out()).containsExactly(line + "1", line + "2", line + "3", "");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void contextIsKeptFromMessageToMessage() {
        String noise = randomText(300, 'a', 'z');
        Outcome outcome = Outcome.ofText(noise + "\n" + noise + "\n", echoWithDeflate("{}"), "-w", "2", "--json");
        assertThat(wireBytes(outcome, "out", 0)).isGreaterThan(150);
        assertThat(wireBytes(outcome, "out", 1)).isLessThan(40);
        assertThat(wireBytes(outcome, "in", 1)).isLessThan(40);
    }

    @Test
    void messagesGoOutAsTheyAreIfTheServerInsistsOnASmallerWindow() {
        String noise = "grüße, ".repeat(300);
        String url = echoWithDeflate("{\"clientMaxWindowBits\":10}");
        Outcome outcome = Outcome.of(url, "-x", noise, "-w", "1", "--json");
        assertThat(outcome.err())
                .first()
                .isEqualTo(
                        "Connected to " + url + " (TCP T, handshake T), permessage-deflate; client_max_window_bits=10");
        assertThat(wireBytes(outcome, "out", 0)).isGreaterThan(noise.length());
        assertThat(wireBytes(outcome, "in", 0)).isLessThan(100);
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void theServerChoosesTheSubprotocol() {
        String url = node.ws("echo?choose=chat.v2");
        Outcome outcome = Outcome.of(url, "-x", "hi", "-w", "1", "-s", "chat.v1,chat.v2");
        assertThat(outcome.err()).startsWith("Connected to " + url + " (TCP T, handshake T), subprotocol chat.v2");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aSubprotocolThatWasNotOfferedIsNotTaken() {
        String url = node.ws("echo?choose=mqtt");
        Outcome outcome = Outcome.of(url, "-x", "hi", "-s", "chat.v1");
        assertThat(outcome.err())
                .containsExactly(
                        "no WebSocket at " + url + ": the server chose the subprotocol 'mqtt', which was not offered");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    close?code=1000&reason=done  | 0 | 1000 (normal closure): done
                    close?code=1001              | 5 | 1001 (going away)
                    close?code=3999              | 5 | 3999 (unregistered)
                    close?code=4321&reason=grüße | 5 | 4321 (private use): grüße
                    close                        | 0 | 1005 (no status received)
                    """)
    void closeCodeAndReasonOfTheServerAreSaid(String path, int exitCode, String close) {
        Outcome outcome = Outcome.of(node.ws(path), "-x", "hi", "-w", "close");
        assertThat(outcome.err()).last().isEqualTo("Closed by the server after T: " + close);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void aMessageJustBeforeTheCloseIsNotLost() {
        Outcome outcome = Outcome.of(node.ws("greetAndClose?code=1013&reason=later"), "-w", "close");
        assertThat(outcome.out()).containsExactly("hello");
        assertThat(outcome.err()).last().isEqualTo("Closed by the server after T: 1013 (try again later): later");
        assertThat(outcome.exitCode()).isEqualTo(5);
    }

    @Test
    void closeCodeAndReasonOfThisSideReachTheServer() {
        Outcome outcome = Outcome.of(node.ws("echo"), "--slash", "-x", "/close 4001 gone fishing");
        assertThat(outcome.err()).last().isEqualTo("Closed after T: 4001 (private use): gone fishing");
        assertThat(outcome.exitCode()).isZero();
        node.awaitSaw("closed 4001 gone fishing");
    }

    @Test
    void pingsOfTheServerAreAnsweredWithTheirPayload() {
        Outcome outcome = Outcome.of(node.ws("pings"), "-P", "-w", "1");
        assertThat(outcome.out()).containsExactly("three pongs");
        assertThat(outcome.err())
                .contains("Received ping 'one'", "Received ping 'two'", "Received ping")
                .contains("Sent pong 'one'", "Sent pong 'two'", "Sent pong");
        assertThat(node.saw()).containsSubsequence("pong one", "pong two", "pong ");
    }

    @ParameterizedTest
    @CsvSource({"fragments", "fragments?deflate={}"})
    void fragmentsWithAPingBetweenThemAreOneMessage(String path) {
        Outcome outcome =
                Outcome.of(node.ws(path.replace("{}", "%7B%7D")), "-x", "ein grüner Ast", "-w", "1", "--json");
        assertThat(outcome.out())
                .filteredOn(line -> line.contains("\"direction\":\"in\""))
                .satisfiesExactly(
                        ping -> assertThat(ping).contains("\"event\":\"ping\"", "\"text\":\"between\""),
                        message -> assertThat(message)
                                .contains("\"event\":\"message\"", "\"text\":\"ein grüner Ast\"", "\"frames\":3,"));
    }

    @ParameterizedTest
    @CsvSource({"echo", "echo?deflate=%7B%7D"})
    void aMebibyteOfTextComesBackAsItWas(String path) {
        String text = randomText(MEBIBYTE / 2, 'ß', 'ÿ');
        Outcome outcome = Outcome.ofText(text + "\n", node.ws(path), "-w", "1");
        assertThat(outcome.out().equals(List.of(text))).as("seed %d", SEED).isTrue();
        assertThat(outcome.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"echo", "echo?deflate=%7B%7D"})
    void aMebibyteOfBytesComesBackAsItWas(String path) {
        byte[] bytes = new byte[MEBIBYTE];
        new Random(SEED).nextBytes(bytes);
        Outcome outcome = Outcome.ofBytes(bytes, node.ws(path), "--encoding", "raw", "--chunk", "1MiB", "-w", "1");
        assertThat(outcome.outBytes()).as("seed %d", SEED).isEqualTo(bytes);
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aSocketThatIsDestroyedIsLostByFin() {
        Outcome outcome = Outcome.of(node.ws("destroy"), "-x", "hi", "-w", "close");
        assertThat(outcome.err())
                .last()
                .isEqualTo(
                        "Lost after T without a close frame (1006): the server, or something on the way, ended the TCP"
                                + " connection in order (FIN)");
        assertThat(outcome.exitCode()).isEqualTo(5);
    }

    @Test
    void aSocketThatIsResetIsLostByRst() {
        Outcome outcome = Outcome.of(node.ws("reset"), "-x", "hi", "-w", "close");
        assertThat(outcome.err())
                .last()
                .isEqualTo(
                        "Lost after T without a close frame (1006): the server, or something on the way, reset the TCP"
                                + " connection (RST: Connection reset)");
        assertThat(outcome.exitCode()).isEqualTo(5);
    }

    private static String randomText(int characters, char from, char to) {
        return new Random(SEED)
                .ints(characters, from, to)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String echoWithDeflate(String options) {
        return node.ws("echo?deflate=" + URLEncoder.encode(options, StandardCharsets.UTF_8));
    }

    private static int wireBytes(Outcome outcome, String direction, int index) {
        return outcome.out().stream()
                .filter(line ->
                        line.contains("\"event\":\"message\"") && line.contains("\"direction\":\"" + direction + "\""))
                .map(line -> line.replaceFirst(".*\"wire_bytes\":(\\d+).*", "$1"))
                .mapToInt(Integer::parseInt)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }
}
