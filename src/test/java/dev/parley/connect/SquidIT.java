package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import dev.parley.Ports;
import dev.parley.TestCertificates;
import dev.parley.check.hops.RunningHop;
import dev.parley.check.hops.Squid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goes to {@code serve} and to Node through Squid, which lets nobody through without credentials. */
class SquidIT {
    private static final String CREDENTIALS = "user:pass:word";
    private static final String IN_URL = "user:pass%3Aword@";

    @TempDir
    private static Path folder;

    private static ParleyProcess server;
    private static RunningHop squid;

    @BeforeAll
    static void startSquid() {
        squid = Squid.forwardWithCredentials(folder);
        server = ParleyProcess.serve();
    }

    @AfterAll
    static void stopSquid() {
        if (squid != null) {
            squid.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void credentialsInTheUrlOpenTheProxy() {
        Outcome outcome = Outcome.of(ws(), "-x", "hi", "-w", "1", "--proxy", "http://" + IN_URL + proxy());
        assertThat(outcome.err())
                .containsExactly(
                        "Connected to " + ws()
                                + " (TCP T, proxy T, handshake T), permessage-deflate;client_max_window_bits=15",
                        "Closed after T: 1000 (normal closure)");
        assertThat(outcome.out()).containsExactly("hello, i am server");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void credentialsFromTheEnvironmentOpenTheProxy() {
        assertGoesThrough(Outcome.in(
                Map.of("PROXY_AUTH", CREDENTIALS),
                ws(),
                "-x",
                "hi",
                "-w",
                "1",
                "--proxy",
                proxy(),
                "--proxy-auth",
                "env:PROXY_AUTH"));
    }

    @Test
    void withoutCredentialsItIsOneLineWithTheRemedy() {
        assertNoConnection(
                Outcome.of(ws(), "-x", "hi", "--proxy", proxy()),
                "the proxy http://" + proxy()
                        + " answered 407 Proxy Authentication Required; give it --proxy-auth user:password");
    }

    @Test
    void withWrongCredentialsItIsOneLineThatSaysSo() {
        assertNoConnection(
                Outcome.of(ws(), "-x", "hi", "--proxy", proxy(), "--proxy-auth", "user:wrong"),
                "the proxy http://" + proxy() + " answered 407 Proxy Authentication Required to the credentials given");
    }

    @Test
    void theEnvironmentNamesTheProxyForItsScheme() {
        String[] arguments = {ws(), "-x", "hi", "-w", "1"};
        assertGoesThrough(Outcome.in(Map.of("HTTP_PROXY", "http://" + IN_URL + proxy()), arguments));
        assertGoesThrough(Outcome.in(Map.of("ALL_PROXY", IN_URL + proxy()), arguments));
        assertGoesThrough(Outcome.in(Map.of("http_proxy", IN_URL + proxy(), "HTTP_PROXY", "127.0.0.1:1"), arguments));
        assertGoesDirectly(Outcome.in(Map.of("HTTPS_PROXY", "http://" + proxy()), arguments));
    }

    @Test
    void noProxyAndProxyNoneGoDirectly() {
        String[] arguments = {ws(), "-x", "hi", "-w", "1"};
        assertGoesDirectly(
                Outcome.in(Map.of("HTTP_PROXY", "http://" + proxy(), "NO_PROXY", "example.com, 127.0.0.1"), arguments));
        assertGoesDirectly(
                Outcome.in(Map.of("HTTP_PROXY", "http://" + proxy()), ws(), "-x", "hi", "-w", "1", "--proxy", "none"));
    }

    @Test
    void tlsGoesThroughToTheServer() throws IOException {
        TestCertificates certificates = TestCertificates.in(folder);
        try (Peer node = NodePeer.start(certificates.file("localhost.key"), certificates.file("localhost.pem"))) {
            Outcome outcome = Outcome.in(
                    Map.of("HTTPS_PROXY", "http://" + IN_URL + proxy()),
                    node.wss("echo"),
                    "-x",
                    "hi",
                    "-w",
                    "1",
                    "--ca",
                    certificates.file("ca.pem"));
            assertThat(outcome.err())
                    .startsWith("Connected to " + node.wss("echo") + " (TCP T, proxy T, TLS T, handshake T)");
            assertThat(outcome.out()).containsExactly("hi");
            assertThat(outcome.exitCode()).isZero();
        }
    }

    @Test
    void aServerThatTheProxyCannotReachIsTheProxysAnswer() {
        Outcome outcome = Outcome.of("ws://127.0.0.1:1/ws", "-x", "hi", "--proxy", IN_URL + proxy());
        assertThat(outcome.err())
                .containsExactly("cannot connect to ws://127.0.0.1:1/ws: the proxy http://" + proxy()
                        + " answered 503 Service Unavailable");
        assertThat(outcome.exitCode()).isEqualTo(3);
    }

    @Test
    void aProxyThatIsNotThereIsNotTakenForTheServer() throws IOException {
        int nobody = Ports.free();
        assertNoConnection(
                Outcome.of(ws(), "-x", "hi", "--proxy", "127.0.0.1:" + nobody),
                "the proxy 127.0.0.1:" + nobody + " refused the connection; is the proxy running?");
    }

    private static String ws() {
        return server.ws("ws").toString();
    }

    private static String proxy() {
        return "127.0.0.1:" + squid.port();
    }

    private static void assertGoesThrough(Outcome outcome) {
        assertThat(outcome.err())
                .startsWith("Connected to " + ws()
                        + " (TCP T, proxy T, handshake T), permessage-deflate;client_max_window_bits=15");
        assertThat(outcome.exitCode()).isZero();
    }

    private static void assertGoesDirectly(Outcome outcome) {
        assertThat(outcome.err())
                .startsWith(
                        "Connected to " + ws() + " (TCP T, handshake T), permessage-deflate;client_max_window_bits=15");
        assertThat(outcome.exitCode()).isZero();
    }

    private static void assertNoConnection(Outcome outcome, String clause) {
        assertThat(outcome.err()).containsExactly("cannot connect to " + ws() + ": " + clause);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(3);
    }
}
