package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ParleyProcess;
import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import dev.parley.TestSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClientIT {
    private static ParleyProcess server;

    @BeforeAll
    static void startServer() {
        server = ParleyProcess.serve();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void printsOneReplyEverySecondUntilTheCount() {
        long startNanos = System.nanoTime();
        try (ParleyProcess client = client(server.ws("ws"), "--count", "3")) {
            assertThat(client.awaitExit()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(Duration.ofSeconds(2));
            assertThat(client.out())
                    .containsExactly(
                            "client recv: hello, i am server",
                            "client recv: hello, i am server",
                            "client recv: hello, i am server");
            assertThat(client.err()).isEmpty();
        }
    }

    @Test
    void closesWith1000AfterTheCount() throws IOException {
        try (ServerSocket listener = RawSocket.listen();
                ParleyProcess client = client(RawSocket.uri(listener), "--count", "1");
                RawSocket socket = RawSocket.accept(listener)) {
            assertThat(socket.readFrame().opcode()).isEqualTo(Frame.TEXT);
            socket.write(new byte[] {(byte) 0x81, 2, 'h', 'i'});
            assertThat(socket.readCloseFrame().closeCode()).isEqualTo(1000);
            assertThat(client.awaitExit()).isZero();
            assertThat(client.out()).containsExactly("client recv: hi");
        }
    }

    @Test
    void sendsTheTextOfTheMission() {
        try (ParleyProcess client = client(server.ws("echo"), "--count", "1")) {
            assertThat(client.awaitExit()).isZero();
            assertThat(client.out()).containsExactly("client recv: hi i am client");
        }
    }

    @Test
    void flagsChooseMessageIntervalAndType() {
        try (ParleyProcess client = client(
                server.ws("echo"),
                "--count",
                "20",
                "--interval",
                "10ms",
                "--message",
                "grüße\n\u001b[31m",
                "--binary")) {
            assertThat(client.awaitExit()).isZero();
            assertThat(client.out()).hasSize(20).containsOnly("client recv: grüße\\n\\u001b[31m");
        }
    }

    @Test
    void ctrlCClosesWith1000AndExits130() throws Exception {
        try (ServerSocket listener = RawSocket.listen();
                ParleyProcess client = client(RawSocket.uri(listener));
                RawSocket socket = RawSocket.accept(listener)) {
            assertThat(socket.readFrame().opcode()).isEqualTo(Frame.TEXT);
            client.interrupt();
            assertThat(socket.readCloseFrame().closeCode()).isEqualTo(1000);
            socket.write(new byte[] {(byte) 0x88, 2, 3, (byte) 0xE8});
            assertThat(client.awaitExit()).isEqualTo(130);
            assertThat(client.err()).isEmpty();
        }
    }

    @Test
    void ctrlCEndsTheProcessEvenIfTheServerDoesNotAnswer() throws Exception {
        try (ServerSocket listener = RawSocket.listen();
                ParleyProcess client = client(RawSocket.uri(listener));
                RawSocket socket = RawSocket.accept(listener)) {
            assertThat(socket.readFrame().opcode()).isEqualTo(Frame.TEXT);
            assertThat(client.interrupt().awaitExit()).isEqualTo(130);
        }
    }

    @Test
    void ctrlCDuringTheHandshakeEndsTheProcess() throws Exception {
        try (ServerSocket listener = RawSocket.listen();
                ParleyProcess client = client(RawSocket.uri(listener));
                Socket silent = listener.accept()) {
            assertThat(silent.getInputStream().read()).isEqualTo('G');
            long startNanos = System.nanoTime();
            assertThat(client.interrupt().awaitExit()).isEqualTo(130);
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(4));
            assertThat(client.err()).isEmpty();
        }
    }

    @Test
    void serverThatIsNotThereIsOneLineAndExit3() throws Exception {
        // Bound, so that it is nobody else's, and not listening.
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "ws://127.0.0.1:" + bound.getLocalPort() + "/ws";
            assertFails(3, "cannot connect to " + url + ": Connection refused; is the server running?", url);
        }
    }

    @Test
    void hostWithoutAnAddressIsOneLineAndExit3() {
        try (ParleyProcess client = ParleyProcess.parleyWithoutNames("client", "ws://parley.example/ws")) {
            assertThat(client.awaitExit()).isEqualTo(3);
            assertThat(client.err())
                    .containsExactly(
                            "cannot connect to ws://parley.example/ws: the host name 'parley.example' has no address");
        }
    }

    @Test
    void serverWithoutTlsIsOneLineAndExit3() {
        String url = server.ws("ws").toString().replaceFirst("^ws", "wss");
        try (ParleyProcess client = ParleyProcess.parley("client", url)) {
            assertThat(client.awaitExit()).isEqualTo(3);
            assertThat(client.err())
                    .singleElement()
                    .asString()
                    .startsWith("cannot connect to " + url + ": TLS failed: ");
        }
    }

    @Test
    void pathThatIsNoEndpointIsOneLineAndExit4() {
        URI uri = server.ws("nothing-here");
        assertFails(
                4,
                "no WebSocket at " + uri
                        + ": the server answered HTTP 404, a WebSocket endpoint answers 101; is the path right?",
                uri.toString());
    }

    @Test
    void refusalIsOneLineWithARemedyAndExit4() {
        try (ParleyProcess full = ParleyProcess.serve("--max-connections", "1");
                TestSocket only = TestSocket.open(full.ws("ws"))) {
            URI uri = full.ws("ws");
            assertFails(
                    4,
                    "no WebSocket at " + uri
                            + ": the server answered HTTP 503, a WebSocket endpoint answers 101; it is full or stopping: try again later",
                    uri.toString());
            assertThat(only.send("hi").next()).isEqualTo(new TestSocket.Text("hello, i am server"));
        }
        URI uri = server.ws("delay/soon");
        assertFails(
                4,
                "no WebSocket at " + uri
                        + ": the server answered HTTP 400, a WebSocket endpoint answers 101; are the path and its parameters right? A proxy on the way may drop the Upgrade header",
                uri.toString());
    }

    @Test
    void answerWithAWrongKeyIsOneLineAndExit4() throws IOException {
        try (ServerSocket listener = RawSocket.listen();
                ParleyProcess client = client(RawSocket.uri(listener));
                RawSocket socket = RawSocket.acceptOnly(listener)) {
            socket.write(("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Accept: bm90IHRoZSBrZXk=\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.awaitExit()).isEqualTo(4);
            assertThat(client.err())
                    .singleElement()
                    .asString()
                    .startsWith("no WebSocket at " + RawSocket.uri(listener)
                            + ": the answer breaks the protocol: Sec-WebSocket-");
        }
    }

    @Test
    void serverThatNeverAnswersTheHandshakeOrNotInHttpIsOneLineAndExit4() throws IOException {
        try (ServerSocket silent = RawSocket.listen();
                ServerSocket mail = RawSocket.listen();
                ParleyProcess ofSilent = client(RawSocket.uri(silent));
                ParleyProcess ofMail = client(RawSocket.uri(mail));
                RawSocket nothing = RawSocket.acceptOnly(silent);
                RawSocket greeting = RawSocket.acceptOnly(mail)) {
            greeting.write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
            greeting.finish();
            assertThat(ofSilent.awaitExit()).isEqualTo(4);
            assertThat(ofSilent.err())
                    .containsExactly("no WebSocket at " + RawSocket.uri(silent)
                            + ": no valid answer to the handshake within 10s");
            assertThat(ofMail.awaitExit()).isEqualTo(4);
            assertThat(ofMail.err())
                    .containsExactly(
                            "no WebSocket at " + RawSocket.uri(mail) + ": no valid answer to the handshake within 10s");
            nothing.reset();
        }
    }

    @Test
    void serverThatGoesAwayIsOneLineAndExit5() {
        try (ParleyProcess leaving = ParleyProcess.serve();
                ParleyProcess client = client(leaving.ws("ws"))) {
            client.awaitOut("client recv: .*");
            leaving.terminate();
            assertThat(client.awaitExit()).isEqualTo(5);
            assertThat(client.err()).containsExactly("connection closed: 1001 (going away): server is stopping");
        }
    }

    @Test
    void serverThatIsKilledIsOneLineAndExit5() {
        try (ParleyProcess dying = ParleyProcess.serve();
                ParleyProcess client = client(dying.ws("ws"))) {
            client.awaitOut("client recv: .*");
            dying.kill();
            assertThat(client.awaitExit()).isEqualTo(5);
            assertThat(client.err())
                    .singleElement()
                    .asString()
                    .startsWith("connection lost without a close frame (1006)");
        }
    }

    @Test
    void serverThatClosesWith1000EndsAnEndlessLoopWell() {
        try (ParleyProcess client = client(server.ws("close/1000?reason=enough"))) {
            assertThat(client.awaitExit()).isZero();
            assertThat(client.err()).containsExactly("connection closed: 1000 (normal closure): enough");
        }
    }

    @Test
    void serverThatClosesBeforeTheCountIsExit5() {
        try (ParleyProcess client = client(server.ws("close/1000"), "--count", "2")) {
            assertThat(client.awaitExit()).isEqualTo(5);
            assertThat(client.err()).containsExactly("connection closed: 1000 (normal closure)");
        }
    }

    @Test
    void aLongWaitForAReplyIsSaidEveryTenSeconds() throws IOException {
        try (ServerSocket listener = RawSocket.listen();
                ParleyProcess client = client(RawSocket.uri(listener), "--timeout", "11s");
                RawSocket socket = RawSocket.accept(listener)) {
            assertThat(client.awaitExit()).isEqualTo(1);
            assertThat(client.err())
                    .containsExactly(
                            "no reply for 10s, still waiting", "no reply within 11s from " + RawSocket.uri(listener));
            assertThat(socket.readFrame().opcode()).isEqualTo(Frame.TEXT);
        }
    }

    @Test
    void noReplyInTimeIsOneLineAndExit1() throws Exception {
        try (ServerSocket listener = RawSocket.listen();
                ParleyProcess client = client(RawSocket.uri(listener), "--timeout", "300ms");
                RawSocket socket = RawSocket.accept(listener)) {
            assertThat(client.awaitExit()).isEqualTo(1);
            assertThat(client.err()).containsExactly("no reply within 300ms from " + RawSocket.uri(listener));
            assertThat(client.out()).isEmpty();
            assertThat(socket.readFrame().opcode()).isEqualTo(Frame.TEXT);
        }
    }

    private static ParleyProcess client(URI uri, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "client";
        arguments[1] = uri.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return ParleyProcess.parley(arguments);
    }

    private static void assertFails(int exitCode, String line, String url) {
        try (ParleyProcess client = ParleyProcess.parley("client", url)) {
            assertThat(client.awaitExit()).isEqualTo(exitCode);
            assertThat(client.err()).isEqualTo(List.of(line));
            assertThat(client.out()).isEmpty();
        }
    }
}
