package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Installed;
import dev.parley.ParleyProcess;
import dev.parley.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Goes to {@code serve} through microsocks, with and without credentials. */
class SocksIT {
    private static final Path MICROSOCKS = Installed.program("microsocks");

    private static ParleyProcess server;
    private static ParleyProcess open;
    private static ParleyProcess closed;
    private static int openPort;
    private static int closedPort;

    @BeforeAll
    static void startProxies() throws IOException {
        Installed.orSkip("microsocks", MICROSOCKS);
        server = ParleyProcess.serve();
        openPort = Ports.free();
        open = start(openPort);
        closedPort = Ports.free();
        closed = start(closedPort, "-u", "user", "-P", "pass word");
    }

    @AfterAll
    static void stopAll() {
        for (ParleyProcess process : Arrays.asList(open, closed, server)) {
            if (process != null) {
                process.close();
            }
        }
    }

    @Test
    void aProxyWithoutCredentialsPassesOn() {
        assertGoesThrough(Outcome.of(ws(), "-x", "hi", "-w", "1", "--proxy", "socks5://127.0.0.1:" + openPort));
        open.awaitErr(
                "client\\[\\d+] 127\\.0\\.0\\.1: connected to " + server.ws("").getAuthority());
    }

    @Test
    void credentialsInTheUrlAndInTheEnvironmentOpenTheProxy() {
        assertGoesThrough(Outcome.of(
                ws(), "-x", "hi", "-w", "1", "--proxy", "socks5://user:pass%20word@127.0.0.1:" + closedPort));
        assertGoesThrough(Outcome.in(
                Map.of("ALL_PROXY", "socks5://127.0.0.1:" + closedPort, "SECRET", "user:pass word"),
                ws(),
                "-x",
                "hi",
                "-w",
                "1",
                "--proxy-auth",
                "env:SECRET"));
    }

    @Test
    void withoutCredentialsItIsOneLineWithTheRemedy() {
        String proxy = "socks5://127.0.0.1:" + closedPort;
        assertNoConnection(
                Outcome.of(ws(), "-x", "hi", "--proxy", proxy),
                ws(),
                "the proxy " + proxy + " wants credentials; give it --proxy-auth user:password");
    }

    @Test
    void withWrongCredentialsItIsOneLineThatSaysSo() {
        String proxy = "socks5://127.0.0.1:" + closedPort;
        assertNoConnection(
                Outcome.of(ws(), "-x", "hi", "--proxy", proxy, "--proxy-auth", "user:wrong"),
                ws(),
                "the proxy " + proxy + " does not take the credentials given");
    }

    @Test
    void aServerThatTheProxyCannotReachIsTheProxysAnswer() {
        String proxy = "socks5://127.0.0.1:" + openPort;
        assertNoConnection(
                Outcome.of("ws://127.0.0.1:1/ws", "-x", "hi", "--proxy", proxy),
                "ws://127.0.0.1:1/ws",
                "the proxy " + proxy + " answered connection refused (5)");
    }

    @Test
    void theProxyLooksTheNameUp() {
        String url = ws().replace("127.0.0.1", "localhost");
        Outcome outcome = Outcome.of(url, "-x", "hi", "-w", "1", "--proxy", "socks5h://127.0.0.1:" + openPort);
        // No look-up here, and the name there.
        assertThat(outcome.err())
                .startsWith("Connected to " + url
                        + " (TCP T, proxy T, handshake T), permessage-deflate;client_max_window_bits=15");
        assertThat(outcome.exitCode()).isZero();
        open.awaitErr("client\\[\\d+] 127\\.0\\.0\\.1: connected to localhost:\\d+");
    }

    private static ParleyProcess start(int port, String... options) {
        List<String> command =
                new ArrayList<>(List.of(MICROSOCKS.toString(), "-i", "127.0.0.1", "-p", Integer.toString(port)));
        command.addAll(Arrays.asList(options));
        ParleyProcess started = ParleyProcess.start(new ProcessBuilder(command));
        Ports.awaitListening(port);
        return started;
    }

    private static String ws() {
        return server.ws("ws").toString();
    }

    private static void assertGoesThrough(Outcome outcome) {
        assertThat(outcome.err())
                .containsExactly(
                        "Connected to " + ws()
                                + " (TCP T, proxy T, handshake T), permessage-deflate;client_max_window_bits=15",
                        "Closed after T: 1000 (normal closure)");
        assertThat(outcome.out()).containsExactly("hello, i am server");
        assertThat(outcome.exitCode()).isZero();
    }

    private static void assertNoConnection(Outcome outcome, String url, String clause) {
        assertThat(outcome.err()).containsExactly("cannot connect to " + url + ": " + clause);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(3);
    }
}
