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
            server.awaitLog(
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
            server.awaitLog("INFO page .*", "INFO connection \\d+ lost: .*", "INFO receive: hi", "INFO stopped");
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
            server.awaitLog("INFO page .*", "INFO stopped");
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
            server.awaitLog("INFO page .*", "INFO connection \\d lost: .*", "INFO stopped");
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
        // A masked binary frame of 64 KiB; mask 0.
        byte[] frame = new byte[14 + 65_536];
        frame[0] = (byte) 0x82;
        frame[1] = (byte) 0xFF;
        frame[7] = 1;
        AtomicLong written = new AtomicLong();
        Thread filling = new Thread(
                () -> {
                    try {
                        while (true) {
                            deaf.write(frame);
                            written.incrementAndGet();
                        }
                    } catch (IOException e) {
                        // The server ended, as the test wants it to.
                    }
                },
                "parley-test-filler");
        filling.setDaemon(true);
        filling.start();
        AtomicLong before = new AtomicLong(-1);
        Awaitility.await("a second in which nothing could be written")
                .pollInterval(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(20))
                .until(() -> before.getAndSet(written.get()) == written.get() && written.get() > 0);
    }
}
