package dev.parley.check.hops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The servers that {@code check} is tested on: the right one does everything right, each other one thing wrong. */
class BrokenServerIT {
    private static final int FINAL = 0x80;
    /** Longer than a busy machine needs for what has to be done before. */
    private static final Duration WHILE = Duration.ofSeconds(2);

    private static final String OFFER = "Sec-WebSocket-Extensions: permessage-deflate";

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    @Test
    void theRightOneEchoesWholeMessagesAndAnswersPingsAndCloses() throws IOException {
        try (BrokenServer server = BrokenServer.right();
                Visitor visitor = Visitor.at(server.ws("any"))) {
            assertThat(visitor.send("grüße").sees()).isEqualTo("text grüße");
            assertThat(visitor.send(RawSocket.frame(FINAL | Frame.BINARY, new byte[70_000]))
                            .frame()
                            .payload())
                    .hasSize(70_000);
            visitor.send(RawSocket.frame(Frame.TEXT, bytes("in "))).ping("between");
            assertThat(visitor.sees()).isEqualTo("pong between");
            assertThat(visitor.send(RawSocket.frame(FINAL, bytes("parts"))).sees())
                    .isEqualTo("text in parts");
            assertThat(visitor.sendClose(4001).sees()).isEqualTo("close 4001");
            assertThat(visitor.sees()).isEqualTo("FIN");
        }
    }

    @Test
    void theRightOneAnswersWhatIsNoHandshakeWith426() throws IOException {
        try (BrokenServer server = BrokenServer.right()) {
            String head = RawSocket.handshake(URI.create(server.ws("any")));
            assertThat(Visitor.answerTo(server.ws("any"), head.replace("Upgrade: websocket\r\n", "")))
                    .startsWith("HTTP/1.1 426 ");
            assertThat(Visitor.answerTo(server.ws("any"), head.replace("Version: 13", "Version: 12")))
                    .contains("Sec-WebSocket-Version: 13\r\n");
        }
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                arguments("no mask", 1002, RawSocket.serverFrame(Frame.TEXT, bytes("hi"))),
                arguments("reserved bits", 1002, RawSocket.frame(FINAL | 0x20 | Frame.TEXT, bytes("hi"))),
                arguments("an opcode that there is not", 1002, RawSocket.frame(FINAL | 3, bytes("hi"))),
                arguments("a ping in parts", 1002, RawSocket.frame(Frame.PING, bytes("hi"))),
                arguments("a ping that is too long", 1002, RawSocket.frame(FINAL | Frame.PING, new byte[126])),
                arguments("the middle of nothing", 1002, RawSocket.frame(FINAL, bytes("hi"))),
                arguments("a close code on one byte", 1002, RawSocket.frame(FINAL | Frame.CLOSE, new byte[1])),
                arguments("close 1005", 1002, RawSocket.frame(FINAL | Frame.CLOSE, new byte[] {3, (byte) 237})),
                arguments("a text that is none", 1007, RawSocket.frame(FINAL | Frame.TEXT, new byte[] {(byte) 0xFF})));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("violations")
    void theRightOneRefusesViolationsAndTheOtherTakesAnything(String name, int code, byte[] frame) throws IOException {
        try (BrokenServer right = BrokenServer.right();
                Visitor visitor = Visitor.at(right.ws("any"))) {
            assertThat(visitor.send(frame).sees()).isEqualTo("close " + code);
            assertThat(visitor.sees()).isEqualTo("FIN");
        }
        if (name.contains("close")) {
            return;
        }
        try (BrokenServer lenient = BrokenServer.with(FrameFaults::takesAnything);
                Visitor visitor = Visitor.at(lenient.ws("any"))) {
            visitor.send(frame).ping("still here");
            String seen = visitor.sees();
            while (!seen.matches("pong still here|nothing|FIN|RST")) {
                seen = visitor.sees();
            }
            assertThat(seen).isEqualTo("pong still here");
        }
    }

    static Stream<Arguments> handshakes() {
        return Stream.of(
                handshake(HandshakeFaults::wrongAcceptKey, "(?!.*s3pPLMBiTxaQ9kYGzzhZRbK\\+xOo=)HTTP/1.1 101 .*"),
                handshake(HandshakeFaults::noUpgradeHeader, "(?!.*Upgrade: websocket)HTTP/1.1 101 .*"),
                handshake(HandshakeFaults::plainHttp, "HTTP/1.1 200 OK.*"),
                handshake(
                        HandshakeFaults::compressionParameterNotOffered, ".*permessage-deflate; server_no_checksum.*"),
                handshake(HandshakeFaults::extensionNotOffered, ".*x-parley-not-offered.*"),
                handshake(FrameFaults::compressesToGarbage, ".*permessage-deflate\r.*"));
    }

    private static Arguments handshake(Supplier<Echo> fault, String answer) {
        return arguments(answer, fault);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("handshakes")
    void aHandshakeIsAnsweredWrongly(String answer, Supplier<Echo> fault) throws IOException {
        try (BrokenServer server = BrokenServer.with(fault)) {
            assertThat(Visitor.answer(server.ws("any"), OFFER)).matches("(?s)" + answer);
        }
    }

    @Test
    void aHandshakeIsNotAnswered() throws IOException {
        try (BrokenServer silent = BrokenServer.with(HandshakeFaults::neverAnswers);
                BrokenServer other = BrokenServer.with(HandshakeFaults::notHttp)) {
            assertThat(Visitor.fillToSilence(silent.ws("any"), 0)).isEqualTo("0, then nothing");
            try (RawSocket socket = RawSocket.open(URI.create(other.ws("any")))) {
                assertThat(socket.readLine()).isEqualTo("SSH-2.0-OpenSSH_9.2p1");
            }
        }
    }

    static Stream<Arguments> messages() {
        return Stream.of(
                message("flips a bit", FrameFaults::flipsABit, "text hh"),
                message("truncates", () -> FrameFaults.truncatesTo(1), "text h"),
                message("text as binary", FrameFaults::answersTextAsBinary, "binary hi"),
                message("FIN", FrameFaults::finishesAtTheFirstMessage, "FIN"),
                message("RST", FrameFaults::resetsAtTheFirstMessage, "RST"),
                message("too long", () -> FrameFaults.endsSilentlyOver(1), "FIN"),
                message("not too long", () -> FrameFaults.endsSilentlyOver(2), "text hi"));
    }

    private static Arguments message(String name, Supplier<Echo> fault, String seen) {
        return arguments(name, fault, seen);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aMessageIsAnsweredWrongly(String name, Supplier<Echo> fault, String seen) throws IOException {
        try (BrokenServer server = BrokenServer.with(fault);
                Visitor visitor = Visitor.at(server.ws("any"))) {
            assertThat(visitor.ping("there").sees()).isEqualTo("pong there");
            assertThat(visitor.send("hi").sees()).isEqualTo(seen);
        }
    }

    @Test
    void framesAreMaskedOrMarkedAsCompressed() throws IOException {
        try (BrokenServer masks = BrokenServer.with(FrameFaults::masksFrames);
                BrokenServer marks = BrokenServer.with(FrameFaults::marksAsCompressed);
                BrokenServer garbage = BrokenServer.with(FrameFaults::compressesToGarbage);
                Visitor masked = Visitor.at(masks.ws("any"));
                Visitor marked = Visitor.at(marks.ws("any"));
                Visitor deflated = Visitor.at(garbage.ws("any"), OFFER)) {
            assertThat(masked.send("hi").frame().masked()).isTrue();
            assertThat(marked.send("hi").frame().reserved()).isEqualTo(0x40);
            Frame frame = deflated.send("hi").frame();
            assertThat(frame.reserved()).isEqualTo(0x40);
            assertThat(frame.payload()).containsOnly(0xFF);
        }
    }

    @Test
    void pingsAreNotAnsweredOrWrongly() throws IOException {
        try (BrokenServer ignores = BrokenServer.with(FrameFaults::ignoresPings);
                BrokenServer mistakes = BrokenServer.with(FrameFaults::answersPingsWithAnotherPayload);
                Visitor ignored = Visitor.at(ignores.ws("any"));
                Visitor mistaken = Visitor.at(mistakes.ws("any"))) {
            assertThat(ignored.ping("there").send("hi").sees()).isEqualTo("text hi");
            assertThat(mistaken.ping("there").sees()).isEqualTo("pong another");
        }
    }

    static Stream<Arguments> closes() {
        return Stream.of(
                message("another", () -> FrameFaults.answersCloseWith(4999), "close 4999"),
                message("illegal", () -> FrameFaults.answersCloseWith(1006), "close 1006"),
                message("no frame", FrameFaults::answersCloseWithoutAFrame, "FIN"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("closes")
    void aCloseIsAnsweredWrongly(String name, Supplier<Echo> fault, String seen) throws IOException {
        try (BrokenServer server = BrokenServer.with(fault);
                Visitor visitor = Visitor.at(server.ws("any"))) {
            assertThat(visitor.sendClose(1000).sees()).isEqualTo(seen);
        }
    }

    @Test
    void aCloseIsNotAnswered() throws IOException {
        try (BrokenServer server = BrokenServer.with(FrameFaults::ignoresClose);
                Visitor visitor = Visitor.at(server.ws("any"))) {
            assertThat(visitor.sendClose(1000).seesNothing()).isTrue();
        }
    }

    @Test
    void repliesComeLateEachByItself() throws IOException {
        try (BrokenServer server = BrokenServer.with(() -> TimeFaults.answersAfter(WHILE));
                Visitor visitor = Visitor.at(server.ws("any"))) {
            long startNanos = System.nanoTime();
            assertThat(visitor.send("one").send("two").ping("there").sees()).isEqualTo("pong there");
            assertThat(visitor.sees()).isEqualTo("text one");
            assertThat(since(startNanos)).isGreaterThanOrEqualTo(WHILE);
            assertThat(visitor.sees()).isEqualTo("text two");
        }
    }

    @Test
    void theEndComesAtAnAgeThoughItIsBusy() throws IOException {
        long startNanos = System.nanoTime();
        try (BrokenServer server = BrokenServer.with(() -> TimeFaults.endsAtAge(WHILE));
                Visitor visitor = Visitor.at(server.ws("any"))) {
            String seen = "text hi";
            while (seen.equals("text hi")) {
                seen = visitor.send("hi").sees();
            }
            assertThat(seen).isEqualTo("FIN");
            assertThat(since(startNanos)).isGreaterThanOrEqualTo(WHILE);
        }
    }

    @Test
    void pingsDoNotKeepItOpenButMessagesDo() throws IOException {
        try (BrokenServer server = BrokenServer.with(() -> TimeFaults.endsWithoutMessagesFor(WHILE));
                Visitor talking = Visitor.at(server.ws("any"));
                Visitor pinging = Visitor.at(server.ws("any"))) {
            String seen = "pong there";
            while (seen.equals("pong there")) {
                assertThat(talking.send("hi").sees()).isEqualTo("text hi");
                seen = pinging.ping("there").sees();
            }
            assertThat(seen).isEqualTo("FIN");
            assertThat(talking.send("hi").sees()).isEqualTo("text hi");
        }
    }

    @Test
    void silenceEndsItOrMakesItSilent() throws IOException {
        try (BrokenServer ends = BrokenServer.with(() -> TimeFaults.endsAfterSilence(WHILE));
                BrokenServer swallows = BrokenServer.with(() -> TimeFaults.swallowsAfterSilence(WHILE));
                Visitor ended = Visitor.at(ends.ws("any"));
                Visitor swallowed = Visitor.at(swallows.ws("any"))) {
            assertThat(swallowed.send("hi").sees()).isEqualTo("text hi");
            assertThat(ended.sees()).isEqualTo("FIN");
            assertThat(swallowed.sees(WHILE.plus(WHILE.dividedBy(2)))).isEqualTo("nothing");
            assertThat(swallowed.send("hi").ping("there").seesNothing()).isTrue();
        }
    }

    @Test
    void pingsComeEverySecond() throws IOException {
        try (BrokenServer server = BrokenServer.with(TimeFaults::pingsEverySecond);
                Visitor visitor = Visitor.at(server.ws("any"))) {
            assertThat(visitor.send("hi").sees()).isEqualTo("text hi");
            assertThat(visitor.sees()).isEqualTo("ping are you there");
            assertThat(visitor.sees()).isEqualTo("ping are you there");
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
