package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.protocol.Header;
import dev.parley.protocol.HttpHead;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The instrument as a server, with the instrument as its client. */
class WireServerIT {
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    private final BlockingQueue<WireEvent> seen = new LinkedBlockingQueue<>();
    private final WireClient client = new WireClient(1);
    private WireServer server;

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void messagesComeBackAsTheyWere(boolean deflate) throws Exception {
        listen(request -> new Welcome.Accept(null, deflate, List.of(), new Echo()));
        try (Dialogue dialogue = open("/echo")) {
            assertThat(dialogue.opened().extensions()).isEqualTo(deflate ? "permessage-deflate" : null);
            for (String text : List.of("", "hé", "x".repeat(70_000))) {
                dialogue.wire().sendText(text);
                MessageEvent back = dialogue.nextMessage(DEADLINE);
                assertThat(back.isText()).isTrue();
                assertThat(back.asText()).isEqualTo(text);
            }
            dialogue.wire().sendBinary(new byte[] {0, -1});
            assertThat(dialogue.nextMessage(DEADLINE).isText()).isFalse();
        }
    }

    @Test
    void closeOfTheClientIsAnsweredAndTheServerEndsTcp() throws Exception {
        listen(request -> new Welcome.Accept("chat", false, List.of(new Header("X-Who", "me")), new Echo()));
        Dialogue dialogue = Dialogue.begin(client, settings("/").subprotocols(List.of("chat")));
        assertThat(dialogue.awaitOpen()).isTrue();
        assertThat(dialogue.opened().subprotocol()).isEqualTo("chat");
        assertThat(dialogue.answered().header("X-Who")).isEqualTo("me");
        dialogue.wire().close(4000, "bye");
        Ended ended = dialogue.awaitEnd(DEADLINE);
        assertThat(ended.how()).isEqualTo(Ended.How.CLOSED);
        assertThat(ended.received()).isEqualTo(new Close(4000, ""));
        Ended there = serverEnd();
        assertThat(there.how()).isEqualTo(Ended.How.CLOSED);
        assertThat(there.received()).isEqualTo(new Close(4000, "bye"));
        assertThat(there.peerFirst()).isTrue();
    }

    @Test
    void closeOfTheServerIsAnswered() throws Exception {
        listen(request -> new Welcome.Accept(null, false, List.of(), new Echo() {
            @Override
            void message(MessageEvent message) {
                wire.close(1001, "gone");
            }
        }));
        Dialogue dialogue = open("/");
        dialogue.wire().sendText("go");
        assertThat(dialogue.awaitEnd(DEADLINE).received()).isEqualTo(new Close(1001, "gone"));
        assertThat(serverEnd().received()).isEqualTo(new Close(1001, ""));
    }

    @Test
    void framesOfTheServerAreNotMaskedAndThoseOfTheClientAre() throws Exception {
        listen(request -> new Welcome.Accept(null, false, List.of(), new Echo()));
        try (Dialogue dialogue = open("/")) {
            dialogue.wire().ping(new byte[] {1});
            FrameEvent pong = dialogue.next(FrameEvent.class, frame -> frame.opcode() == Frame.PONG, DEADLINE);
            assertThat(pong.frame().masked()).isFalse();
            assertThat(frameThatCame(Frame.PING).frame().masked()).isTrue();
        }
    }

    @Test
    void clientThatDoesNotMaskIsFailedWith1002() throws Exception {
        listen(request -> new Welcome.Accept(null, false, List.of(), new Echo()));
        Dialogue dialogue = open("/");
        dialogue.wire().sendBytes(new byte[] {(byte) 0x81, 0});
        assertThat(dialogue.awaitEnd(DEADLINE).code()).isEqualTo(1002);
        Ended there = serverEnd();
        assertThat(there.how()).isEqualTo(Ended.How.PROTOCOL_ERROR);
        assertThat(there.clause()).isEqualTo("a frame from the client is not masked (section 5.1)");
    }

    @Test
    void requestIsShownAndMayBeRefused() throws Exception {
        listen(request -> new Welcome.Refuse(
                request.target().equals("/no?x=1") ? 403 : 500,
                "No",
                List.of(new Header("X-Why", "because")),
                "not you".getBytes(StandardCharsets.UTF_8)));
        Dialogue dialogue = Dialogue.begin(client, settings("/no?x=1"));
        assertThat(dialogue.awaitOpen()).isFalse();
        assertThat(dialogue.answered().status()).isEqualTo(403);
        assertThat(dialogue.answered().header("X-Why")).isEqualTo("because");
        assertThat(new String(dialogue.answered().body(), StandardCharsets.UTF_8))
                .isEqualTo("not you");
        assertThat(dialogue.ended().cause()).isEqualTo(new Cause.HttpStatus(403));
    }

    @Test
    void handshakeOfAnotherVersionIsRefusedWithTheOneThatIsSpoken() throws Exception {
        listen(request -> new Welcome.Accept(null, false, List.of(), new Echo()));
        Dialogue dialogue =
                Dialogue.begin(client, settings("/").headers(List.of(new Header("Sec-WebSocket-Version", "12"))));
        assertThat(dialogue.awaitOpen()).isFalse();
        assertThat(dialogue.answered().status()).isEqualTo(426);
        assertThat(dialogue.answered().header("Sec-WebSocket-Version")).isEqualTo("13");
    }

    @Test
    void answerMayBeAnyBytes() throws Exception {
        byte[] wrong = ("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: no\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        listen(request -> new Welcome.Verbatim(wrong, new Echo()));
        Dialogue dialogue = Dialogue.begin(client, settings("/"));
        assertThat(dialogue.awaitOpen()).isFalse();
        assertThat(dialogue.ended().clause()).isEqualTo("Sec-WebSocket-Accept is 'no', which does not answer the key");
        assertThat(serverEnd().how()).isEqualTo(Ended.How.FIN);
    }

    @Test
    void bytesBeforeEverythingElseGoOutFirst() throws Exception {
        byte[] line = "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        listen(request -> new Welcome.Accept(null, false, List.of(), new Echo()));
        Dialogue dialogue = Dialogue.beginAfter(line, client, settings("/"));
        assertThat(dialogue.awaitOpen()).isFalse();
        // A line of the PROXY protocol is no request for a server that does not expect one.
        assertThat(dialogue.answered().status()).isEqualTo(400);
    }

    private void listen(Function<HttpHead, Welcome> host) throws IOException {
        server = WireServer.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100_000, host);
    }

    private WireSettings settings(String target) {
        return WireSettings.to(WebSocketUrl.parse("ws://127.0.0.1:" + server.port() + target));
    }

    private Dialogue open(String target) throws InterruptedException {
        Dialogue dialogue = Dialogue.begin(client, settings(target));
        assertThat(dialogue.awaitOpen()).as("%s", dialogue.ended()).isTrue();
        return dialogue;
    }

    private FrameEvent frameThatCame(int opcode) throws InterruptedException {
        return (FrameEvent)
                next(event -> event instanceof FrameEvent frame && !frame.sent() && frame.opcode() == opcode);
    }

    private Ended serverEnd() throws InterruptedException {
        return (Ended) next(Ended.class::isInstance);
    }

    private WireEvent next(Function<WireEvent, Boolean> wanted) throws InterruptedException {
        while (true) {
            WireEvent event = seen.poll(DEADLINE.toSeconds(), TimeUnit.SECONDS);
            assertThat(event).as("what the server was to see").isNotNull();
            if (wanted.apply(event)) {
                return event;
            }
        }
    }

    /** Sends every message back, and keeps what it saw. */
    private class Echo implements WireListener {
        Wire wire;

        @Override
        public void event(WireEvent event) {
            seen.add(event);
            if (event instanceof Opened opened) {
                wire = opened.wire();
            } else if (event instanceof MessageEvent message) {
                message(message);
            }
        }

        void message(MessageEvent message) {
            if (message.isText()) {
                wire.sendText(message.payload());
            } else {
                wire.sendBinary(message.payload());
            }
        }
    }
}
