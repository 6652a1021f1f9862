package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import dev.parley.TestHttp;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Binary;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Event;
import dev.parley.TestSocket.Text;
import dev.parley.core.Durations;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Every limit, set small, and run into. */
class LimitsIT extends InContainer {
    private static final Duration IDLE = Duration.ofSeconds(8);
    private static final String TOO_BIG = "message longer than 1000 bytes";

    @Deployment(testable = false)
    static WebArchive war() {
        return warWith(
                "idle-timeout", Durations.format(IDLE),
                "max-connections", "250",
                "buffer-bytes", "256",
                "max-message-bytes", "1000",
                // Not shorter: Payara's peers have as long to answer the ping that looks whether they are there. Not
                // longer than the idle timeout, which Jetty counts for a peer that does not read, too.
                "send-timeout", "5s",
                "allowed-origins", "https://example.com,http://localhost:3000");
    }

    @Test
    void burstOverTheConnectionLimitIsServedExactlyToItAndPlacesAreUsableAgain() throws Exception {
        awaitOpen(0);
        for (int round = 0; round < 2; round++) {
            List<RawSocket> served = new ArrayList<>();
            List<String> refused = new ArrayList<>();
            burst(400, served, refused);
            try {
                assertThat(served).hasSize(250);
                assertThat(refused).hasSize(150);
                assertThat(refused).allMatch(reason -> reason.equals(expectedRefusal()));
                assertThat(metrics().get("parley_connections_open")).isEqualTo(250);
                assertThat(TestHttp.get(http("health")).statusCode()).isEqualTo(503);
            } finally {
                // Every kind of end in turn, those with an answer up to that.
                for (int i = 0; i < served.size(); i++) {
                    end(served.get(i), i);
                }
            }
            awaitOpen(0);
            assertThat(TestHttp.get(http("health")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void handshakesThatAreRefusedKeepNoPlace() throws IOException {
        awaitOpen(0);
        URI uri = ws("echo");
        for (int i = 0; i < 300; i++) {
            try (RawSocket raw = RawSocket.open(uri)) {
                String handshake = RawSocket.handshake(uri);
                raw.write(
                        switch (i % 3) {
                            case 0 -> handshake.replace("Version: 13", "Version: 12");
                            case 1 -> handshake.replaceFirst("Sec-WebSocket-Key: .*\r\n", "");
                            default -> RawSocket.handshake(uri, "Origin: https://elsewhere.example");
                        });
                assertThat(raw.readHead()).startsWith("HTTP/1.1 4");
            }
        }
        assertThat(metrics().get("parley_connections_open")).isZero();
    }

    @Test
    void messageAtTheLimitPassesAndOneByteOverClosesWith1009() {
        String text = "é".repeat(499) + "xx";
        byte[] binary = new byte[1000];
        try (TestSocket socket = open("echo")) {
            assertThat(socket.send(text).next()).isEqualTo(new Text(text));
            assertThat(socket.send(text.substring(0, 400), text.substring(400)).next())
                    .isEqualTo(new Text(text));
            assertThat(socket.send(binary).next()).isEqualTo(new Binary(ByteBuffer.wrap(binary)));
            assertThat(socket.send(new byte[999], new byte[1]).next()).isEqualTo(new Binary(ByteBuffer.wrap(binary)));
        }
        for (String path : List.of("echo", "ws", "silent", "fragments/2")) {
            assertTooBig(open(path).send(text + "x"));
            assertTooBig(open(path).send(text, "x"));
            assertTooBig(open(path).send(new byte[1001]));
            assertTooBig(open(path).send(binary, new byte[1]));
        }
    }

    @Test
    void endlessFragmentsEndAtTheLimit() throws IOException {
        for (int opcode : List.of(Frame.TEXT, Frame.BINARY)) {
            try (RawSocket raw = RawSocket.connect(ws("silent"))) {
                raw.write(RawSocket.frame(opcode, new byte[100]));
                raw.fill(RawSocket.frame(Frame.CONTINUATION, new byte[100]));
                assertThat(raw.readCloseFrame().closeCode()).isEqualTo(1009);
            }
        }
    }

    @Test
    void connectionWithoutAFrameForTheIdleTimeoutIsClosed() {
        long startNanos = System.nanoTime();
        try (TestSocket silent = open("ws")) {
            Event end = silent.next(Container.current().idleTimeoutCheck().plusSeconds(30));
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(IDLE.minusMillis(100));
            assertThat(end instanceof Closed closed ? closed.code() : 1006)
                    .isEqualTo(Container.current().closeCodeWhenIdle());
        }
    }

    @Test
    void anyFrameInEitherDirectionKeepsAConnectionOpen() throws IOException {
        long endNanos = System.nanoTime()
                + IDLE.plus(Container.current().idleTimeoutCheck())
                        .plusSeconds(2)
                        .toNanos();
        try (TestSocket pushed = open("push/500ms");
                TestSocket pinged = open("ping/500ms");
                TestSocket texting = open("silent");
                RawSocket pinging = RawSocket.connect(ws("silent"))) {
            while (System.nanoTime() < endNanos) {
                assertThat(pushed.next()).isInstanceOf(Text.class);
                assertThat(pinged.next()).isInstanceOf(Text.class);
                texting.send("x");
                pinging.write(RawSocket.frame(0x89, new byte[0]));
                assertThat(pinging.readAnswer().opcode()).isEqualTo(Frame.PONG);
            }
            assertThat(texting.isQuiet()).isTrue();
        }
    }

    @Test
    void peerThatDoesNotReadIsClosedAfterTheSendTimeoutAndNobodyElseFeelsIt() throws IOException {
        awaitOpen(0);
        try (TestSocket bystander = open("ws");
                RawSocket deaf = RawSocket.connect(ws("echo"))) {
            AtomicLong written = deaf.fill(RawSocket.frame(0x82, new byte[1000]));
            Awaitility.await("the deaf peer's end")
                    .atMost(Duration.ofSeconds(40))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        assertThat(bystander.send("hi").next()).isEqualTo(new Text("hello, i am server"));
                        return metrics().getOrDefault("parley_connections_closed_total{code=\"1008\"}", 0.0) >= 1
                                && (written.get() < 0 || !Container.current().cutsOffAPeerThatDoesNotRead());
                    });
        }
        awaitOpen(0);
    }

    @Test
    void peerThatDoesNotAnswerACloseKeepsNoPlace() throws IOException {
        awaitOpen(0);
        try (RawSocket mute = RawSocket.connect(ws("close/1000"))) {
            mute.write(RawSocket.text("go"));
            assertThat(mute.readCloseFrame().closeCode()).isEqualTo(1000);
            awaitOpen(0);
        }
    }

    @Test
    void pageOfAnotherOriginIsRefused() throws IOException {
        URI uri = ws("ws");
        for (String origin : List.of("https://elsewhere.example", "http://example.com", "null")) {
            try (RawSocket raw = RawSocket.open(uri)) {
                raw.write(RawSocket.handshake(uri, "Origin: " + origin));
                assertThat(raw.readHead()).startsWith("HTTP/1.1 403");
            }
        }
        for (String origin : List.of("https://example.com", "http://localhost:3000")) {
            try (TestSocket socket = TestSocket.open(uri, origin)) {
                assertThat(socket.send("hi").next()).isEqualTo(new Text("hello, i am server"));
            }
        }
    }

    private TestSocket open(String path) {
        return TestSocket.open(ws(path));
    }

    private static void assertTooBig(TestSocket socket) {
        try (socket) {
            assertThat(socket.next()).isEqualTo(new Closed(1009, TOO_BIG));
        }
    }

    private static String expectedRefusal() {
        String reason = "full: all 250 connections are taken (max-connections), try again later";
        return Container.current().upgradesBeforeFilters() ? "1013 " + reason : "503 " + reason;
    }

    /** Opens as many connections at once; each is served if it stays open and answers. */
    private void burst(int count, List<RawSocket> served, List<String> refused) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Callable<Object>> handshakes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                handshakes.add(this::servedOrRefusal);
            }
            for (Future<Object> handshake : threads.invokeAll(handshakes)) {
                if (handshake.get() instanceof RawSocket socket) {
                    served.add(socket);
                } else {
                    refused.add((String) handshake.get());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Object servedOrRefusal() throws IOException {
        URI uri = ws("echo");
        RawSocket raw = RawSocket.open(uri);
        raw.write(RawSocket.handshake(uri));
        String head = raw.readHead();
        if (head.startsWith("HTTP/1.1 503")) {
            assertThat(head).containsIgnoringCase("retry-after: 5");
            try (raw) {
                return "503 " + raw.readLine();
            }
        }
        assertThat(head).startsWith("HTTP/1.1 101");
        raw.write(RawSocket.text("hi"));
        Frame answer = raw.readAnswer();
        if (answer.opcode() == Frame.CLOSE) {
            try (raw) {
                return answer.closeCode() + " " + answer.closeReason();
            }
        }
        assertThat(answer.text()).isEqualTo("hi");
        return raw;
    }

    private static void end(RawSocket socket, int kind) throws IOException {
        switch (kind % 5) {
            case 0 -> socket.write(RawSocket.frame(0x88, new byte[] {3, (byte) 0xE8}));
            case 1 -> socket.finish();
            case 2 -> socket.reset();
            // A protocol error: a reserved opcode.
            case 3 -> socket.write(RawSocket.frame(0x83, new byte[0]));
            // The limit of a message.
            default -> socket.write(RawSocket.text("x".repeat(1001)));
        }
        if (kind % 5 != 1 && kind % 5 != 2) {
            socket.readCloseFrame();
        }
        socket.close();
    }
}
