package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Talks to a server, and serves a client, made with the Python library {@code websockets}. */
class PythonPeersIT {
    private static final String COMPRESSION =
            ", permessage-deflate; server_max_window_bits=12; client_max_window_bits=12";
    private static final long SEED = 4711;

    private static Peer python;

    @BeforeAll
    static void startPython() {
        python = PythonPeer.start();
    }

    @AfterAll
    static void stopPython() {
        if (python != null) {
            python.close();
        }
    }

    @Test
    void messagesAreCompressedAndTheSubprotocolChosenAsByDefault() {
        String line = "grüße, ".repeat(300);
        Outcome outcome =
                Outcome.ofText(line + "1\n" + line + "2\n\n", python.ws("echo"), "-w", "3", "-s", "chat.v1,chat.v2");
        assertThat(outcome.err())
                .containsExactly(
                        "Connected to " + python.ws("echo") + " (TCP T, handshake T), subprotocol chat.v2"
                                + COMPRESSION,
                        "Closed after T: 1000 (normal closure)");
        assertThat(outcome.out()).containsExactly(line + "1", line + "2", "");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aMebibyteInMessagesOfAnyLengthComesBackWithTheSmallestWindowAndNoContext() {
        python.awaitSaw("harder port \\d+");
        String url = "ws://127.0.0.1:" + python.saw().get(1).replaceFirst("harder port ", "") + "/echo";
        byte[] bytes = new byte[1024 * 1024];
        new Random(SEED).ints(bytes.length / 16, 0, bytes.length).forEach(i -> bytes[i] = (byte) i);
        // 17 messages, the last of one byte.
        Outcome outcome = Outcome.ofBytes(bytes, url, "--encoding", "raw", "--chunk", "65535", "-w", "17");
        assertThat(outcome.err().get(0))
                .isEqualTo(
                        "Connected to " + url + " (TCP T, handshake T), permessage-deflate; server_no_context_takeover;"
                                + " client_no_context_takeover; server_max_window_bits=9");
        assertThat(outcome.outBytes()).as("seed %d", SEED).isEqualTo(bytes);
        assertThat(outcome.exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    close?code=1000&reason=done   | 0 | 1000 (normal closure): done
                    close?code=4321&reason=grüße  | 5 | 4321 (private use): grüße
                    """)
    void closeCodeAndReasonOfTheServerAreSaid(String path, int exitCode, String close) {
        Outcome outcome = Outcome.of(python.ws(path), "-x", "hi", "-w", "close");
        assertThat(outcome.err()).last().isEqualTo("Closed by the server after T: " + close);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    @Test
    void closeCodeAndReasonOfThisSideReachTheServer() {
        Outcome outcome = Outcome.of(python.ws("echo"), "--slash", "-x", "hi", "-x", "/close 4001 gone fishing");
        assertThat(outcome.err()).last().isEqualTo("Closed after T: 4001 (private use): gone fishing");
        assertThat(outcome.exitCode()).isZero();
        python.awaitSaw("closed 4001 gone fishing");
    }

    @Test
    void aFrameForEachCharacterIsOneMessage() {
        Outcome outcome = Outcome.of(python.ws("fragments"), "-x", "grün", "-w", "1", "--json");
        assertThat(outcome.out())
                .filteredOn(line -> line.contains("\"direction\":\"in\""))
                .singleElement()
                .asString()
                .contains("\"event\":\"message\"", "\"text\":\"grün\",\"frames\":5,");
    }

    @Test
    void aPingOfTheServerIsAnswered() {
        Outcome outcome = Outcome.of(python.ws("ping"), "-P", "-w", "1");
        assertThat(outcome.out()).containsExactly("yes");
        assertThat(outcome.err()).contains("Received ping 'are you there'", "Sent pong 'are you there'");
    }

    @Test
    void itsClientTalksToServe() {
        try (ParleyProcess server = ParleyProcess.serve();
                ParleyProcess client =
                        ParleyProcess.start(PythonPeer.client(server.ws("").toString()))) {
            assertThat(client.awaitExit()).as("stderr %s", client.err()).isZero();
            assertThat(client.out())
                    .containsExactly(
                            "extensions permessage-deflate",
                            "text hi",
                            "long text True",
                            "long binary True",
                            "fragments in three fragments",
                            "pong",
                            "closed 4001 bye",
                            "closed 4321 enough",
                            "refused 404");
            server.terminate().awaitExit();
            server.awaitLog("INFO settings: .*", "INFO page .*", "INFO stopped");
        }
    }
}
