package dev.parley.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import dev.parley.RawSocket;
import dev.parley.TestHttp;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeIT {
    private static final String HELLO = "hello, i am server";

    @Test
    void saysInOneLineEachWhatIsInEffectAndWhereToGoAndAnswersThere() throws Exception {
        try (ParleyProcess server = ParleyProcess.serve();
                TestSocket socket = TestSocket.open(server.ws("ws"))) {
            server.awaitLog(
                    "INFO settings: idle-timeout 3600s, http-idle-timeout 60s, max-connections 250, buffer-bytes 1024,"
                            + " max-message-bytes 1MiB, send-timeout 20s, ping-interval 0, allowed-origins \\*",
                    "INFO page http://127\\.0\\.0\\.1:\\d+/  WebSocket ws://127\\.0\\.0\\.1:\\d+/ws"
                            + "  \\(Apache Tomcat/10\\.1\\.\\d+\\)");
            assertThat(socket.send("hi").next()).isEqualTo(new Text(HELLO));
            assertThat(TestHttp.get(server.http("")).body()).contains("<title>Parley");
            assertThat(server.out()).isEmpty();
        }
    }

    @Test
    void standsUnderAContextPath() throws Exception {
        try (ParleyProcess server = ParleyProcess.serve("--context-path", "/parley");
                TestSocket socket = TestSocket.open(server.ws("ws"))) {
            assertThat(server.ws("ws").getPath()).isEqualTo("/parley/ws");
            assertThat(socket.send("hi").next()).isEqualTo(new Text(HELLO));
            assertThat(TestHttp.get(server.http("")).statusCode()).isEqualTo(200);
            assertThat(TestHttp.get(server.http("/").resolve("/")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void everyMessageIsLoggedOnOneLineEscapedAndCut() {
        try (ParleyProcess server = ParleyProcess.serve();
                TestSocket socket = TestSocket.open(server.ws("ws"))) {
            socket.send("hi i am client").next();
            socket.send("two\nlines \u001b[31mred").next();
            socket.send("a".repeat(80)).next();
            socket.send("b".repeat(81)).next();
            socket.send("😀".repeat(50), "😀".repeat(50)).next();
            socket.send(new byte[70_000]).next();
            server.awaitLog(
                    "INFO settings: .*",
                    "INFO page .*",
                    "INFO receive: hi i am client",
                    "INFO receive: two\\\\nlines \\\\u001b\\[31mred",
                    "INFO receive: " + "a".repeat(80),
                    "INFO receive: " + "b".repeat(80) + "…",
                    "INFO receive: " + "😀".repeat(80) + "…",
                    "INFO receive: 70000 bytes");
        }
    }

    @Test
    void clientThatVanishesIsLoggedOnceAndTakesNobodyAlong() throws Exception {
        try (ParleyProcess server = ParleyProcess.serve();
                TestSocket bystander = TestSocket.open(server.ws("ws"))) {
            RawSocket.connect(server.ws("ws")).reset();
            server.awaitErr(".* connection \\d+ lost: .*");
            assertThat(bystander.send("hi").next()).isEqualTo(new Text(HELLO));
            server.terminate().awaitExit();
            server.awaitLog(
                    "INFO settings: .*",
                    "INFO page .*",
                    "INFO connection \\d+ lost: .*",
                    "INFO receive: hi",
                    "INFO stopped");
        }
    }

    @Test
    void sigtermClosesEveryConnectionWith1001AndLeavesNothing(@TempDir Path tmp) {
        try (ParleyProcess server = ParleyProcess.serveIn(tmp)) {
            assertThat(tmp).isNotEmptyDirectory();
            List<TestSocket> sockets = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                sockets.add(TestSocket.open(server.ws(i % 2 == 0 ? "ws" : "echo")));
            }
            assertEndsWithinFiveSeconds(server, sockets, tmp);
            server.awaitLog("INFO settings: .*", "INFO page .*", "INFO stopped");
        }
    }

    @Test
    void clientThatDoesNotReadHoldsNobodyUpAtTheEnd(@TempDir Path tmp) throws IOException {
        try (ParleyProcess server = ParleyProcess.serveIn(tmp);
                RawSocket deaf = RawSocket.connect(server.ws("echo"))) {
            List<TestSocket> polite = List.of(TestSocket.open(server.ws("ws")), TestSocket.open(server.ws("echo")));
            fillUntilTheServerIsStuck(deaf);
            assertEndsWithinFiveSeconds(server, polite, tmp);
            // Logged while the process ends, and not lost.
            server.awaitLog("INFO settings: .*", "INFO page .*", "INFO connection \\d lost: .*", "INFO stopped");
        }
    }

    @Test
    void flagCountsBeforeSystemPropertyBeforeEnvironment() throws Exception {
        ProcessBuilder command =
                ParleyProcess.command("serve", "--port", "0", "--max-connections", "3", "--http-idle-timeout", "5s");
        command.command().addAll(1, List.of("-Dparley.max-connections=2", "-Dparley.max-message-bytes=2KiB"));
        command.environment().put("PARLEY_MAX_MESSAGE_BYTES", "1KiB");
        command.environment().put("PARLEY_PING_INTERVAL", "1m");
        try (ParleyProcess server = ParleyProcess.awaitServing(command)) {
            String settings = server.err().get(0);
            assertThat(settings)
                    .contains("max-connections 3 (system property parley.max-connections)")
                    .contains("http-idle-timeout 5s (system property parley.http-idle-timeout)")
                    .contains("max-message-bytes 2KiB (system property parley.max-message-bytes)")
                    .contains("ping-interval 1m (PARLEY_PING_INTERVAL)")
                    .contains("idle-timeout 3600s,");
            assertThat(TestHttp.get(server.http("status")).body())
                    .contains(
                            "\"max-connections\": \"3\"", "\"http-idle-timeout\": \"5s\"", "\"ping-interval\": \"1m\"");
        }
    }

    @Test
    void badSettingInTheEnvironmentStopsTheStart() {
        ProcessBuilder command = ParleyProcess.command("serve", "--port", "0");
        command.environment().put("PARLEY_MAX_CONNECTIONS", "lots");
        try (ParleyProcess server = ParleyProcess.start(command)) {
            assertThat(server.awaitExit()).isEqualTo(2);
            assertThat(server.err())
                    .containsExactly(
                            "PARLEY_MAX_CONNECTIONS is 'lots': give a whole number from 0 (no limit) to 1000000, like 250"
                                    + " (try 'java -jar parley.jar serve --help')");
        }
    }

    @Test
    void misspeltSettingIsWarnedOf() {
        ProcessBuilder command = ParleyProcess.command("serve", "--port", "0");
        command.command().add(1, "-Dparley.max-conections=5");
        try (ParleyProcess server = ParleyProcess.awaitServing(command)) {
            server.awaitErr(
                    ".* WARNING parley.max-conections is not a setting; the settings are parley.idle-timeout, .*");
        }
    }

    @Test
    void httpConnectionWithoutARequestIsClosedAfterItsIdleTimeout() throws IOException {
        try (ParleyProcess server = ParleyProcess.serve("--http-idle-timeout", "500ms");
                RawSocket raw = RawSocket.open(server.ws("hello"))) {
            raw.write("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
            long startNanos = System.nanoTime();
            assertThat(raw.readToEndAsText()).startsWith("HTTP/1.1 200").endsWith(HELLO);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                    .isBetween(Duration.ofMillis(400), Duration.ofSeconds(5));
        }
    }

    @Test
    void answerToARequestThatIsNoneTellsNothingOfTheInside() throws IOException {
        try (ParleyProcess server = ParleyProcess.serve()) {
            for (String request : List.of(
                    "GET /<script> HTTP/1.1\r\nHost: x\r\n\r\n",
                    "GET / HTTP/1.1\r\nHost: x\r\nBad<script>Header: x\r\n\r\n",
                    "GET /WEB-INF/web.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                    "NONSENSE\r\n\r\n")) {
                try (RawSocket raw = RawSocket.open(server.ws("ws"))) {
                    raw.write(request);
                    raw.finish();
                    assertThat(raw.readToEndAsText())
                            .startsWith("HTTP/1.1 4")
                            .doesNotContain("<script>", "Tomcat", "org.apache", "Exception");
                }
            }
        }
    }

    @Test
    void portInUseIsOneLineAndExit3() throws Exception {
        try (ServerSocket taken = RawSocket.listen();
                ParleyProcess server = ParleyProcess.parley("serve", "--port", "" + taken.getLocalPort())) {
            assertThat(server.awaitExit()).isEqualTo(3);
            assertThat(server.err())
                    .containsExactly("cannot listen on 127.0.0.1 port " + taken.getLocalPort()
                            + ": Address already in use (another --port or --address may be free)");
        }
    }

    @Test
    void addressOfAnotherMachineIsOneLineAndExit3() {
        // 192.0.2.0/24 is kept for documentation (RFC 5737): no machine has it.
        try (ParleyProcess server = ParleyProcess.parley("serve", "--port", "0", "--address", "192.0.2.1")) {
            assertThat(server.awaitExit()).isEqualTo(3);
            assertThat(server.err())
                    .containsExactly("cannot listen on 192.0.2.1 port 0: Cannot assign requested address"
                            + " (another --port or --address may be free)");
        }
    }

    private static void assertEndsWithinFiveSeconds(ParleyProcess server, List<TestSocket> sockets, Path tmp) {
        long startNanos = System.nanoTime();
        server.terminate();
        for (TestSocket socket : sockets) {
            assertThat(socket.next()).isEqualTo(new Closed(1001, "server is stopping"));
        }
        assertThat(server.awaitExit()).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(5));
        assertThat(tmp).isEmptyDirectory();
    }

    /** Sends messages to /echo and never reads, until the server's answers have filled every buffer on the way. */
    private static void fillUntilTheServerIsStuck(RawSocket deaf) {
        AtomicLong written = deaf.fill(RawSocket.frame(0x82, new byte[65_536]));
        AtomicLong before = new AtomicLong(-1);
        Awaitility.await("a second in which nothing could be written")
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(20))
                .until(() -> before.getAndSet(written.get()) == written.get() && written.get() > 0);
    }
}
