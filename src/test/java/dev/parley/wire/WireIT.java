package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.wire.Ended.How;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connects to a server that is played byte by byte; every event is looked at, and none may be left. */
class WireIT {
    private final EventQueue events = new EventQueue();
    private final WireClient client = new WireClient(1);
    private ServerSocket listener;
    private RawSocket server;
    private Wire wire;

    @BeforeEach
    void listen() throws IOException {
        listener = RawSocket.listen();
    }

    @AfterEach
    void end() throws Exception {
        client.close();
        if (server != null) {
            server.close();
        }
        listener.close();
        assertThat(events).isEmpty();
        Awaitility.await("the end of the client's threads").until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("parley-wire-")));
    }

    @Test
    void wayIsToldStepByStepAndByteForByte() throws Exception {
        client.connect(settings("localhost"), events::add);
        server = RawSocket.acceptOnly(listener);
        String request = server.readHead();
        server.write("HTTP/1.1 101 Fine\r\nUpgrade: websocket\r\nconnection: upgrade\r\nSec-WebSocket-Accept: "
                + RawSocket.accept(key(request)) + "\r\n\r\n");

        Resolved resolved = events.next(Resolved.class);
        assertThat(resolved.addresses()).contains(InetAddress.getByName("127.0.0.1"));
        Step dns = events.next(Step.class);
        assertThat(dns.kind()).isEqualTo(Stage.DNS);
        assertThat(dns.detail()).contains("127.0.0.1");
        Step tcp = events.next(Step.class);
        assertThat(tcp.kind()).isEqualTo(Stage.TCP);
        assertThat(tcp.detail()).isEqualTo("127.0.0.1:" + listener.getLocalPort());
        Answered answer = events.next(Answered.class);
        assertThat(new String(answer.request(), StandardCharsets.UTF_8)).isEqualTo(request);
        assertThat(new String(answer.response(), StandardCharsets.UTF_8))
                .startsWith("HTTP/1.1 101 Fine\r\nUpgrade: websocket\r\nconnection: upgrade\r\n")
                .endsWith("\r\n\r\n");
        assertThat(answer.status()).isEqualTo(101);
        assertThat(answer.reason()).isEqualTo("Fine");
        Step handshake = events.next(Step.class);
        assertThat(handshake.kind()).isEqualTo(Stage.HANDSHAKE);
        assertThat(dns.nanos()).isLessThanOrEqualTo(tcp.startNanos());
        assertThat(tcp.nanos()).isLessThanOrEqualTo(handshake.startNanos());
        wire = events.next(Opened.class).wire();
        closeInOrder();
    }

    @Test
    void framesThatComeWithTheAnswerAreNotLost() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.acceptOnly(listener);
        byte[] head = ("HTTP/1.1 101 Fine\r\nUpgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Accept: "
                        + RawSocket.accept(key(server.readHead())) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] both = Arrays.copyOf(head, head.length + 4);
        System.arraycopy(new byte[] {(byte) 0x81, 2, 'h', 'i'}, 0, both, head.length, 4);
        server.write(both);
        events.next(Step.class);
        assertThat(events.next(Answered.class).response()).isEqualTo(head);
        events.next(Step.class);
        wire = events.next(Opened.class).wire();
        assertThat(events.next(FrameEvent.class).wireBytes()).isEqualTo(4);
        assertThat(events.next(MessageEvent.class).asText()).isEqualTo("hi");
        closeInOrder();
    }

    @Test
    void framesAreSeenBothWays() throws Exception {
        open();
        assertThat(wire.sendText("hi")).isTrue();
        assertThat(server.readFrame().text()).isEqualTo("hi");
        FrameEvent sent = events.next(FrameEvent.class);
        assertThat(sent.sent()).isTrue();
        assertThat(sent.frame().firstByte()).isEqualTo(0x81);
        assertThat(sent.wireBytes()).isEqualTo(8);
        server.write(new byte[] {(byte) 0x89, 1, 'p'});
        assertThat(server.readFrame().opcode()).isEqualTo(Frame.PONG);
        assertThat(events.next(FrameEvent.class).opcode()).isEqualTo(Frame.PING);
        FrameEvent pong = events.next(FrameEvent.class);
        assertThat(pong.sent()).isTrue();
        assertThat(pong.payload()).isEqualTo(new byte[] {'p'});
        closeInOrder();
    }

    @Test
    void anyFrameAndAnyBytesCanBeSent() throws Exception {
        open();
        wire.sendFrame(0x73, new byte[] {1});
        wire.sendBytes(new byte[] {(byte) 0x8B, (byte) 0x80, 0, 0, 0, 0});
        assertThat(server.readFrame()).satisfies(frame -> {
            assertThat(frame.last()).isFalse();
            assertThat(frame.opcode()).isEqualTo(3);
        });
        assertThat(server.readFrame().opcode()).isEqualTo(11);
        assertThat(events.next(FrameEvent.class).frame().reserved()).isEqualTo(0x70);
        closeInOrder();
    }

    @Test
    void finWithoutACloseFrameIsToldApart() throws Exception {
        open();
        server.close();
        assertEnded(How.FIN, null, null);
    }

    @Test
    void resetIsToldApart() throws Exception {
        open();
        server.reset();
        Ended ended = assertEnded(How.RST, null, null);
        assertThat(ended.clause()).contains("reset");
        assertThat(ended.code()).isEqualTo(1006);
    }

    @Test
    void closeFrameThatIsNotAnsweredIsToldApart() throws Exception {
        open();
        wire.close(3000, "bye");
        assertThat(server.readFrame().closeReason()).isEqualTo("bye");
        events.next(FrameEvent.class);
        assertEnded(How.NO_CLOSE_ANSWER, null, new Close(3000, "bye"));
    }

    @Test
    void closeOfTheServerIsAnswered() throws Exception {
        open();
        server.write(new byte[] {(byte) 0x88, 4, 0x0F, (byte) 0xA0, 'b', 'y'});
        assertThat(server.readFrame().closeCode()).isEqualTo(4000);
        server.close();
        assertThat(events.next(FrameEvent.class).sent()).isFalse();
        assertThat(events.next(FrameEvent.class).sent()).isTrue();
        Ended ended = assertEnded(How.CLOSED, new Close(4000, "by"), new Close(4000, ""));
        assertThat(ended.peerFirst()).isTrue();
    }

    @Test
    void endOfTheClientCutsItsConnections() throws Exception {
        open();
        client.close();
        assertEnded(How.CUT, null, null);
    }

    @Test
    void framesThatNeverReachTheNetworkAreCounted() throws Exception {
        open();
        byte[] much = new byte[16 * 1024 * 1024];
        wire.sendBinary(much);
        wire.sendText("after it");
        wire.cut();
        Ended ended = assertEnded(How.CUT, null, null);
        assertThat(ended.unwritten()).isEqualTo(2);
        assertThat(wire.sendText("too late")).isFalse();
    }

    @Test
    void pausedReadingHoldsTheServerUp() throws Exception {
        open();
        wire.reading(false);
        // What the loop does after that is done without reading.
        CountDownLatch paused = new CountDownLatch(1);
        wire.later(Duration.ZERO, paused::countDown);
        paused.await();
        RawSocket sending = server;
        AtomicLong written = sending.fill(RawSocket.serverFrame(Frame.BINARY, new byte[16 * 1024]));
        AtomicLong before = new AtomicLong();
        // Until nothing more fits in between, however much that is.
        Awaitility.await().pollInterval(Duration.ofMillis(200)).until(() -> {
            long now = written.get();
            return now > 0 && before.getAndSet(now) == now;
        });
        long held = written.get();
        assertThat(events.stream().filter(FrameEvent.class::isInstance)).isEmpty();
        wire.reading(true);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(() ->
                        events.stream().filter(FrameEvent.class::isInstance).count() > held);
        wire.cut();
        Awaitility.await().until(() -> events.stream().anyMatch(Ended.class::isInstance));
        events.clear();
    }

    @Test
    void refusalIsTheWholeAnswer() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.acceptOnly(listener);
        server.readHead();
        String refusal = "HTTP/1.1 403 No Way\r\nServer: x\r\nContent-Length: 4\r\n\r\nno!\n";
        server.write(refusal);
        events.next(Step.class);
        Answered answer = events.next(Answered.class);
        assertThat(new String(answer.response(), StandardCharsets.UTF_8)).isEqualTo(refusal);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("no!\n");
        assertThat(answer.header("server")).isEqualTo("x");
        assertThat(assertEnded(How.REFUSED, null, null).step()).isEqualTo(Stage.HANDSHAKE);
    }

    @Test
    void refusalWithoutAnEndIsToldAfterAMoment() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.acceptOnly(listener);
        server.readHead();
        server.write("HTTP/1.1 500 Oh\r\nContent-Length: 1000\r\n\r\nstart");
        events.next(Step.class);
        assertThat(new String(events.next(Answered.class).body(), StandardCharsets.UTF_8))
                .isEqualTo("start");
        assertEnded(How.REFUSED, null, null);
    }

    @Test
    void interimAnswerIsNotTheAnswer() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.acceptOnly(listener);
        server.readHead();
        server.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n");
        server.write("HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n");
        events.next(Step.class);
        assertThat(events.next(Answered.class).status()).isEqualTo(404);
        assertEnded(How.REFUSED, null, null);
    }

    @Test
    void answerThatIsNoHttpIsShown() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.acceptOnly(listener);
        server.readHead();
        server.write("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        events.next(Step.class);
        assertThat(assertEnded(How.REFUSED, null, null).clause())
                .startsWith("the answer is not HTTP: 'SSH-2.0-OpenSSH_9.2");
    }

    @Test
    void answerRightAfterAnInterimOneIsKeptWhole() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.acceptOnly(listener);
        server.readHead();
        String refusal = "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno";
        server.write("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + refusal);
        events.next(Step.class);
        assertThat(new String(events.next(Answered.class).response(), StandardCharsets.UTF_8))
                .isEqualTo(refusal);
        assertEnded(How.REFUSED, null, null);
    }

    @Test
    void refusalThatIsCutShortIsToldAsFarAsItCame() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.acceptOnly(listener);
        server.readHead();
        server.write("HTTP/1.1 403 No\r\nContent-Length: 100\r\n\r\nshort");
        server.finish();
        events.next(Step.class);
        assertThat(events.next(Answered.class).status()).isEqualTo(403);
        assertEnded(How.REFUSED, null, null);
    }

    @Test
    void longHeadIsRead() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.acceptOnly(listener);
        server.readHead();
        server.write("HTTP/1.1 403 No\r\nX-Policy: " + "x".repeat(20_000) + "\r\nContent-Length: 0\r\n\r\n");
        events.next(Step.class);
        assertThat(events.next(Answered.class).header("X-Policy")).hasSize(20_000);
        assertEnded(How.REFUSED, null, null);
    }

    @Test
    void finWhileFramesWaitToBeSentIsNoReset() throws Exception {
        open();
        wire.sendBinary(new byte[32 * 1024 * 1024]);
        assertThat(server.readByte()).isEqualTo(0x82);
        server.finish();
        assertThat(assertEnded(How.FIN, null, null).unwritten()).isEqualTo(1);
    }

    @Test
    void floodOfPingsIsAnsweredByTheNewestWhileNothingIsRead() throws Exception {
        open();
        wire.sendBinary(new byte[32 * 1024 * 1024]);
        Awaitility.await("something that waits").until(() -> !wire.isWritable());
        for (int i = 1; i <= 100; i++) {
            server.write(new byte[] {(byte) 0x89, 1, (byte) i});
            assertThat(events.next(FrameEvent.class).payload()).isEqualTo(new byte[] {(byte) i});
        }
        assertThat(server.readFrame().opcode()).isEqualTo(Frame.BINARY);
        RawSocket.Frame pong = server.readFrame();
        assertThat(pong.opcode()).isEqualTo(Frame.PONG);
        assertThat(pong.payload()).isEqualTo(new byte[] {100});
        events.next(FrameEvent.class);
        events.next(FrameEvent.class);
        closeInOrder();
    }

    @Test
    void silenceInsteadOfAnAnswerEndsWithTheTimeout() throws Exception {
        client.connect(
                new WireSettings(
                        url("127.0.0.1"),
                        List.of(),
                        List.of(),
                        true,
                        Tls.DEFAULT,
                        null,
                        Duration.ofMillis(300),
                        0,
                        100,
                        null),
                events::add);
        server = RawSocket.acceptOnly(listener);
        events.next(Step.class);
        assertThat(assertEnded(How.REFUSED, null, null).clause()).isEqualTo("no answer to the handshake within 300ms");
    }

    @Test
    void endInsteadOfAnAnswerIsSaid() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.acceptOnly(listener);
        server.readHead();
        server.finish();
        events.next(Step.class);
        assertThat(assertEnded(How.REFUSED, null, null).clause())
                .isEqualTo("the connection was ended by the other side instead of an answer to the handshake");
    }

    @Test
    void refusedConnectionIsSaid() throws Exception {
        listener.close();
        client.connect(settings("127.0.0.1"), events::add);
        Ended ended = assertEnded(How.NO_CONNECTION, null, null);
        assertThat(ended.step()).isEqualTo(Stage.TCP);
        assertThat(ended.clause()).isEqualTo("127.0.0.1:" + listener.getLocalPort() + " refused the connection");
    }

    @Test
    void tlsToAServerWithoutItIsSaid() throws Exception {
        WebSocketUrl url = url("127.0.0.1");
        client.connect(WireSettings.to(new WebSocketUrl(true, url.host(), url.port(), url.target())), events::add);
        server = RawSocket.acceptOnly(listener);
        server.write("HTTP/1.1 400 Bad Request\r\n\r\n");
        events.next(Step.class);
        Ended ended = assertEnded(How.NO_CONNECTION, null, null);
        assertThat(ended.step()).isEqualTo(Stage.TLS);
        assertThat(ended.clause()).isEqualTo("the other side does not speak TLS there");
    }

    private void open() throws Exception {
        client.connect(settings("127.0.0.1"), events::add);
        server = RawSocket.accept(listener);
        events.next(Step.class);
        events.next(Answered.class);
        events.next(Step.class);
        wire = events.next(Opened.class).wire();
    }

    private void closeInOrder() throws Exception {
        wire.close(1000, "");
        assertThat(server.readFrame().closeCode()).isEqualTo(1000);
        server.write(new byte[] {(byte) 0x88, 2, 3, (byte) 0xE8});
        server.close();
        assertThat(events.next(FrameEvent.class).sent()).isTrue();
        assertThat(events.next(FrameEvent.class).sent()).isFalse();
        assertThat(assertEnded(How.CLOSED, new Close(1000, ""), new Close(1000, ""))
                        .unwritten())
                .isZero();
    }

    private Ended assertEnded(How how, Close received, Close sent) throws InterruptedException {
        Ended ended = events.next(Ended.class);
        assertThat(ended.how()).isEqualTo(how);
        assertThat(ended.received()).isEqualTo(received);
        assertThat(ended.sent()).isEqualTo(sent);
        return ended;
    }

    private WireSettings settings(String host) {
        return WireSettings.to(url(host)).compression(false);
    }

    private WebSocketUrl url(String host) {
        return new WebSocketUrl(false, host, listener.getLocalPort(), "/ws");
    }

    private static String key(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .map(line -> line.substring(19))
                .findFirst()
                .orElseThrow();
    }
}
