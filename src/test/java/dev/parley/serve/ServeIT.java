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
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeIT {
    private static final String HELLO = "hello, i am server";

    @Test
    void saysInOneLineWhereToGoAndAnswersThere() throws Exception {
        try (ParleyProcess server = ParleyProcess.serve();
                TestSocket socket = TestSocket.open(server.ws("ws"))) {
            assertThat(server.err())
                    .singleElement()
                    .asString()
                    .matches(
                            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3} INFO "
                                    + "page http://127\\.0\\.0\\.1:\\d+/  WebSocket ws://127\\.0\\.0\\.1:\\d+/ws  \\(Apache Tomcat/10\\.1\\.\\d+\\)");
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
            assertThat(received(server))
                    .containsExactly(
                            "receive: hi i am client",
                            "receive: two\\nlines \\u001b[31mred",
                            "receive: " + "a".repeat(80),
                            "receive: " + "b".repeat(80) + "…",
                            "receive: " + "😀".repeat(80) + "…",
                            "receive: 70000 bytes");
        }
    }

    @Test
    void clientThatVanishesIsLoggedOnceAndTakesNobodyAlong() throws Exception {
        try (ParleyProcess server = ParleyProcess.serve();
                TestSocket bystander = TestSocket.open(server.ws("ws"))) {
            RawSocket.connect(server.ws("ws")).reset();
            server.awaitErr(".* connection \\d+ lost: .*");
            assertThat(bystander.send("hi").next()).isEqualTo(new Text(HELLO));
            assertThat(server.err()).hasSize(3);
        }
    }

    @Test
    void whatIsNoUtf8ClosesThatConnectionWith1007() throws Exception {
        try (ParleyProcess server = ParleyProcess.serve();
                TestSocket bystander = TestSocket.open(server.ws("ws"));
                RawSocket raw = RawSocket.connect(server.ws("ws"))) {
            // A masked text frame with the single byte 0xFF; mask 0.
            raw.write(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, (byte) 0xFF});
            assertThat(raw.readCloseFrame().closeCode()).isEqualTo(1007);
            assertThat(bystander.send("hi").next()).isEqualTo(new Text(HELLO));
        }
    }

    @Test
    void sigtermClosesEveryConnectionWith1001AndLeavesNothing(@TempDir Path tmp) throws Exception {
        ParleyProcess server = ParleyProcess.start(new ProcessBuilder(
                ParleyProcess.JAVA, "-Djava.io.tmpdir=" + tmp, "-jar", ParleyProcess.JAR, "serve", "--port", "0"));
        server.awaitErr(".*WebSocket ws://.*");
        assertThat(tmp).isNotEmptyDirectory();
        List<TestSocket> sockets = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            sockets.add(TestSocket.open(server.ws(i % 2 == 0 ? "ws" : "echo")));
        }
        long startNanos = System.nanoTime();
        server.terminate();
        for (TestSocket socket : sockets) {
            assertThat(socket.next()).isEqualTo(new Closed(1001, "server is stopping"));
        }
        assertThat(server.awaitExit()).isEqualTo(143);
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(5));
        assertThat(tmp).isEmptyDirectory();
        assertThat(server.err()).hasSize(1);
    }

    @Test
    void clientThatDoesNotReadHoldsNobodyUpAtTheEnd(@TempDir Path tmp) throws Exception {
        ParleyProcess server = ParleyProcess.start(new ProcessBuilder(
                ParleyProcess.JAVA, "-Djava.io.tmpdir=" + tmp, "-jar", ParleyProcess.JAR, "serve", "--port", "0"));
        server.awaitErr(".*WebSocket ws://.*");
        TestSocket[] polite = {TestSocket.open(server.ws("ws")), TestSocket.open(server.ws("ws"))};
        try (RawSocket deaf = RawSocket.connect(server.ws("echo"))) {
            fillUntilTheServerIsStuck(deaf);
            long startNanos = System.nanoTime();
            server.terminate();
            for (TestSocket socket : polite) {
                assertThat(socket.next()).isEqualTo(new Closed(1001, "server is stopping"));
            }
            assertThat(server.awaitExit()).isEqualTo(143);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(5));
            assertThat(server.err())
                    .as("what is logged while the process ends is not lost")
                    .anyMatch(line -> line.matches(".* INFO connection \\d lost: .*"));
            assertThat(tmp).isEmptyDirectory();
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

    private static List<String> received(ParleyProcess server) {
        return server.err().stream()
                .filter(line -> line.contains("receive: "))
                .map(line -> line.replaceFirst(".*INFO ", ""))
                .toList();
    }

    /** Sends messages to /echo and never reads, until the server's answers have filled every buffer on the way. */
    private static void fillUntilTheServerIsStuck(RawSocket deaf) {
        // A masked binary frame of 64 KiB; mask 0.
        byte[] frame = new byte[14 + 65_536];
        frame[0] = (byte) 0x82;
        frame[1] = (byte) 0xFF;
        frame[7] = 1;
        Thread filling = new Thread(
                () -> {
                    try {
                        while (true) {
                            deaf.write(frame);
                        }
                    } catch (IOException e) {
                        // closed at the end of the test
                    }
                },
                "parley-test-filler");
        filling.setDaemon(true);
        filling.start();
        Awaitility.await("the filling thread blocked in a write")
                .pollInterval(Duration.ofMillis(200))
                .during(Duration.ofMillis(600))
                .atMost(Duration.ofSeconds(20))
                .until(() -> Stream.of(filling.getStackTrace())
                        .anyMatch(call -> call.getMethodName().startsWith("write")));
    }
}
