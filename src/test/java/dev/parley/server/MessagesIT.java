package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Binary;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

class MessagesIT extends InContainer {
    private static final int MIB = 1024 * 1024;
    private static final String HELLO = "hello, i am server";

    /** Takes the longest messages that may be set. */
    @Deployment(testable = false)
    static WebArchive war() {
        return warWith("max-message-bytes", "16MiB");
    }

    @Test
    void textIsAnsweredWithText() {
        try (TestSocket socket = TestSocket.open(ws("ws"))) {
            assertThat(socket.send("hi i am client").next()).isEqualTo(new Text(HELLO));
            assertThat(socket.send("and again").next()).isEqualTo(new Text(HELLO));
        }
    }

    @Test
    void binaryIsAnsweredWithBinary() {
        try (TestSocket socket = TestSocket.open(ws("ws"))) {
            assertThat(socket.send(new byte[] {0, 1, 2}).next()).isEqualTo(binary(HELLO.getBytes(UTF_8)));
            assertThat(socket.send("text after binary").next()).isEqualTo(new Text(HELLO));
        }
    }

    @Test
    void emptyMessageIsAMessage() {
        try (TestSocket hello = TestSocket.open(ws("ws"));
                TestSocket echo = TestSocket.open(ws("echo"))) {
            assertThat(hello.send("").next()).isEqualTo(new Text(HELLO));
            assertThat(echo.send("").next()).isEqualTo(new Text(""));
            assertThat(echo.send(new byte[0]).next()).isEqualTo(binary());
        }
    }

    @Test
    void fragmentedTextIsOneMessage() {
        try (TestSocket hello = TestSocket.open(ws("ws"));
                TestSocket echo = TestSocket.open(ws("echo"))) {
            assertThat(hello.send("hi ", "i am ", "client").next()).isEqualTo(new Text(HELLO));
            assertThat(echo.send("first ", "", "and the ", "last").next()).isEqualTo(new Text("first and the last"));
            assertThat(echo.send("next").next()).isEqualTo(new Text("next"));
            assertThat(hello.isQuiet()).isTrue();
        }
    }

    @Test
    void textBeyondTheBasicPlaneComesBackUnchanged() {
        String text = "grüße, 日本語, 😀🏳️‍🌈, 𝄞 " + "\uD83D\uDE00".repeat(10_000);
        try (TestSocket socket = TestSocket.open(ws("echo"))) {
            assertThat(socket.send(text).next()).isEqualTo(new Text(text));
            assertThat(socket.send(text, text).next()).isEqualTo(new Text(text + text));
        }
    }

    @Test
    void oneMebibyteComesBackUnchanged() {
        byte[] bytes = random(MIB);
        String text = "x".repeat(MIB);
        try (TestSocket socket = TestSocket.open(ws("echo"))) {
            assertThat(socket.send(bytes).next()).isEqualTo(binary(bytes));
            assertThat(socket.send(text).next()).isEqualTo(new Text(text));
        }
    }

    @Test
    void sixteenMebibytesComeBackInOneFrameOrInMany() {
        byte[] bytes = random(16 * MIB);
        String text = "é".repeat(8 * MIB);
        byte[][] fragments = new byte[16][];
        Arrays.setAll(fragments, i -> Arrays.copyOfRange(bytes, i * MIB, (i + 1) * MIB));
        try (TestSocket socket = TestSocket.open(ws("echo"))) {
            assertThat(socket.send(bytes).next()).isEqualTo(binary(bytes));
            assertThat(socket.send(fragments).next()).isEqualTo(binary(bytes));
            assertThat(socket.send(text).next()).isEqualTo(new Text(text));
        }
    }

    @Test
    void longMessagesMayFollowOneAnotherAtOnce() {
        byte[] bytes = random(16 * MIB);
        try (TestSocket socket = TestSocket.open(ws("echo"))) {
            socket.send(bytes).send(bytes);
            assertThat(socket.next()).isEqualTo(binary(bytes));
            assertThat(socket.next()).isEqualTo(binary(bytes));
        }
    }

    @Test
    void oneByteOverSixteenMebibytesClosesWith1009() throws IOException {
        byte[] half = new byte[8 * MIB];
        try (TestSocket whole = TestSocket.open(ws("echo"));
                TestSocket text = TestSocket.open(ws("echo"));
                RawSocket larger = RawSocket.connect(ws("echo"));
                TestSocket fragmented = TestSocket.open(ws("echo"))) {
            whole.sendAndForget(new byte[16 * MIB + 1]);
            assertThat(whole.next()).isEqualTo(new Closed(1009, "message longer than 16777216 bytes"));
            larger.writeAside(RawSocket.frame(0x80 | Frame.BINARY, new byte[17 * MIB]));
            Frame close = larger.readCloseFrame();
            assertThat(close.closeCode()).isEqualTo(1009);
            assertThat(close.closeReason()).isEqualTo("message longer than 16777216 bytes");
            // Counted in bytes of UTF-8, not in characters.
            text.send("é".repeat(8 * MIB), "x");
            assertThat(text.next()).isEqualTo(new Closed(1009, "message longer than 16777216 bytes"));
            fragmented.send(half, half, new byte[1]);
            assertThat(fragmented.next()).isEqualTo(new Closed(1009, "message longer than 16777216 bytes"));
        }
    }

    @Test
    void frameOfMoreThanTwiceThatClosesTooHoweverOften() throws IOException {
        // Together more than Tomcat's heap: nothing of those before may be left in it. Payara's own buffers stay.
        byte[] frame = RawSocket.frame(0x80 | Frame.BINARY, new byte[33 * MIB]);
        for (int i = 0; i < Container.current().framesOver32Mebibytes(); i++) {
            // By hand: some clients give up reading when they cannot write to the end, and miss the close frame.
            try (RawSocket raw = RawSocket.connect(ws("echo"))) {
                raw.writeAside(frame);
                assertThat(closeFrame(raw).closeCode())
                        .isEqualTo(Container.current().closeCodeOfAFrameOver32Mebibytes());
            }
        }
    }

    /** Reads on to the close frame, for longer than usual: Payara copies all that it has whenever more comes in. */
    private static Frame closeFrame(RawSocket raw) throws IOException {
        Frame frame;
        do {
            assertThat(raw.awaitInput(Duration.ofMinutes(2))).isTrue();
            frame = raw.readFrame();
        } while (frame.opcode() != Frame.CLOSE);
        return frame;
    }

    private static Binary binary(byte... bytes) {
        return new Binary(ByteBuffer.wrap(bytes));
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(6455).nextBytes(bytes);
        return bytes;
    }
}
