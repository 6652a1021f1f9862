package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asks for a handshake where the npm package {@code ws} stands, and gets something else. */
class NodeRefusalsIT {
    private static final List<String> SECRETS =
            List.of("--auth", "user:secret", "--cookie", "session=secret", "-H", "X-Api-Key: secret");

    private Peer node;

    @BeforeEach
    void startNode() throws IOException {
        node = NodePeer.start();
    }

    @AfterEach
    void stopNode() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void aRefusalIsShownWithItsBody() {
        Outcome outcome = Outcome.of(node.ws("refuse"), "-x", "hi");
        assertThat(outcome.err())
                .containsExactly(
                        "no WebSocket at " + node.ws("refuse")
                                + ": the server answered HTTP 403 Forbidden, a WebSocket endpoint answers 101; clients of"
                                + " this origin, address or kind may not connect",
                        "< X-Why: policy",
                        "< Content-Length: 30",
                        "< ",
                        "< you may not",
                        "< connect \\u001b[31mhere");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void aServerThatNeverAnswersTheHandshakeIsGivenUp() {
        Outcome outcome = Outcome.of(node.ws("hang"), "-x", "hi", "--connect-timeout", "300ms");
        assertThat(outcome.err())
                .containsExactly("no WebSocket at " + node.ws("hang") + ": no answer to the handshake within 300ms");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void aRedirectIsNotFollowedUnlessAskedTo() {
        String url = node.ws("redirect?to=/echo");
        Outcome outcome = Outcome.of(url, "-x", "hi");
        assertThat(outcome.err())
                .containsExactly(
                        "no WebSocket at " + url
                                + ": the server answered HTTP 307 Temporary Redirect, a WebSocket endpoint answers 101; it"
                                + " has moved: follow it with -L, or give the new URL",
                        "< Location: /echo",
                        "< Content-Length: 0",
                        "< ");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void aRedirectOnTheSameHostGetsTheCredentials() {
        Outcome outcome = connectWithSecrets("redirect?to=/headers");
        assertThat(outcome.err())
                .containsExactly(
                        "HTTP 307, redirected to " + node.ws("headers"),
                        "Connected to " + node.ws("headers") + " (TCP T, handshake T)",
                        "Closed after T: 1000 (normal closure)");
        assertThat(outcome.out())
                .singleElement()
                .asString()
                .contains(
                        "\"authorization\":\"Basic dXNlcjpzZWNyZXQ=\"",
                        "\"cookie\":\"session=secret\"",
                        "\"x-api-key\":\"secret\"");
        assertThat(node.saw())
                .contains("asked redirect Basic dXNlcjpzZWNyZXQ=", "asked headers Basic dXNlcjpzZWNyZXQ=");
    }

    @Test
    void aRedirectToAnotherHostGetsNoCredentials() {
        String other = "localhost:" + node.port() + "/headers";
        Outcome outcome = connectWithSecrets("redirect?to=http://" + other);
        assertThat(outcome.err())
                .containsExactly(
                        "HTTP 307, redirected to ws://" + other
                                + "; another scheme, host or port, so of your headers only Origin and User-Agent go there",
                        "Connected to ws://" + other + " (DNS T, TCP T, handshake T)",
                        "Closed after T: 1000 (normal closure)");
        assertThat(outcome.out())
                .singleElement()
                .asString()
                .contains("\"host\":\"localhost:" + node.port() + "\"")
                .doesNotContain("secret", "authorization", "cookie", "x-api-key");
        assertThat(node.saw()).contains("asked redirect Basic dXNlcjpzZWNyZXQ=", "asked headers -");
    }

    @Test
    void redirectsInACircleEndAfterTen() {
        Outcome outcome = Outcome.of(node.ws("redirect"), "-x", "hi", "-L");
        assertThat(node.saw()).filteredOn("asked redirect -"::equals).hasSize(11);
        assertThat(outcome.err())
                .filteredOn(("HTTP 307, redirected to " + node.ws("redirect"))::equals)
                .hasSize(10);
        assertThat(outcome.err().get(10))
                .isEqualTo(
                        "no WebSocket at " + node.ws("redirect")
                                + ": the server answered HTTP 307 Temporary Redirect, a WebSocket endpoint answers 101; that is one more than the 10 redirects that -L follows: do they go in a circle?");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    private Outcome connectWithSecrets(String path) {
        List<String> arguments = new ArrayList<>(List.of(node.ws(path), "-L", "-w", "1"));
        arguments.addAll(SECRETS);
        Outcome outcome = Outcome.of(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode()).isZero();
        return outcome;
    }
}
