package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import dev.parley.TestMetrics;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everything that no polite client would do to a server; after each the server still serves, counts right, and keeps its log
 * readable.
 */
interface HostileInput {
    /** Forms a line of its own if something lets it through. */
    String FORGED = "2026-11-22 00:00:00.000 INFO forged";

    String INJECTION = "x\r\n" + FORGED + "\u001b[31m\u0000\u2028";

    /** The text "hi" as a server would send it (RFC 6455 section 5.1). */
    byte[] UNMASKED = {(byte) 0x81, 2, 'h', 'i'};

    URI ws(String path);

    URI http(String path);

    /** Tells whether the container takes from a client what only a server may send; Parley sees no frames. */
    default boolean takesFramesWithoutAMask() {
        return false;
    }

    /** Returns the lines of the server's log, or none where it has no log of its own. */
    List<String> log() throws IOException;

    @BeforeEach
    default void nothingIsOpen() {
        TestMetrics.awaitOpen(http("metrics"), 0);
    }

    @AfterEach
    default void stillServesAndCountsRight() throws IOException {
        TestMetrics.awaitOpen(http("metrics"), 0);
        try (TestSocket socket = TestSocket.open(ws("ws"))) {
            assertThat(socket.send("hi").next()).isEqualTo(new Text("hello, i am server"));
            TestMetrics.awaitOpen(http("metrics"), 1);
        }
        TestMetrics.awaitOpen(http("metrics"), 0);
        Map<String, Double> counts = TestMetrics.read(http("metrics"));
        assertThat(sum(counts, "parley_connections_opened_total"))
                .as("opened and closed")
                .isEqualTo(sum(counts, "parley_connections_closed_total"));
        assertThat(log()).noneMatch(line -> line.startsWith(FORGED)).noneMatch(line -> line.chars()
                .anyMatch(unit -> unit == 0x1b || unit == 0 || unit == 0x2028));
    }

    @Test
    default void badHandshakesAreNotUpgraded() throws IOException {
        URI uri = ws("ws");
        String good = RawSocket.handshake(uri);
        for (String bad : List.of(
                good.replace("Version: 13", "Version: 12"),
                good.replace("Version: 13", "Version: x"),
                good.replaceFirst("Sec-WebSocket-Version: 13\r\n", ""),
                good.replaceFirst("Sec-WebSocket-Key: .*\r\n", ""),
                good.replace("HTTP/1.1", "HTTP/1.0"),
                good.replace("GET ", "POST ").replaceFirst("\r\n", "\r\nContent-Length: 0\r\n"),
                good.replaceFirst("\r\n", "\r\nX-Huge: " + "x".repeat(100_000) + "\r\n"),
                good.replaceFirst("Host: ", "Ho st: "),
                good.replace("HTTP/1.1", "HTTP/9.9"),
                "\u0000\u0001\u0002\r\n\r\n",
                RawSocket.handshake(URI.create(uri + "/../../WEB-INF/web.xml")))) {
            String head = bad.substring(0, Math.min(bad.length(), 300));
            try (RawSocket raw = RawSocket.open(uri)) {
                raw.write(bad);
                raw.finish();
                String answer = raw.readToEndAsText();
                assertThat(answer).as(head).doesNotStartWith("HTTP/1.1 101").doesNotContain("<web-app", "\tat ");
            }
        }
    }

    @Test
    default void slowHandshakesHoldNobodyUp() throws IOException {
        String handshake = RawSocket.handshake(ws("ws"));
        List<RawSocket> slow = new ArrayList<>();
        try (TestSocket bystander = TestSocket.open(ws("ws"))) {
            for (int i = 0; i < 250; i++) {
                slow.add(RawSocket.open(ws("ws")));
            }
            for (int sent = 0; sent < 4; sent++) {
                for (RawSocket socket : slow) {
                    socket.write(handshake.substring(sent, sent + 1));
                }
                // None of the slow ones has ended, so nobody waits for them: neither who is there, nor who comes.
                assertThat(bystander.send("hi").next()).isEqualTo(new Text("hello, i am server"));
                try (TestSocket newcomer = TestSocket.open(ws("ws"))) {
                    assertThat(newcomer.send("hi").next()).isEqualTo(new Text("hello, i am server"));
                }
            }
            slow.get(0).write(handshake.substring(4));
            assertThat(slow.get(0).readHead()).startsWith("HTTP/1.1 101");
        } finally {
            for (RawSocket socket : slow) {
                socket.reset();
            }
        }
    }

    /** A frame that may not be sent, and the code with which it is answered. */
    record Forbidden(String what, int closeCode, byte[] bytes) {}

    @Test
    default void framesThatTheProtocolForbidsEndTheirConnection() throws IOException {
        List<Forbidden> frames = new ArrayList<>(List.of(
                new Forbidden("a reserved bit", 1002, RawSocket.frame(0xC3, new byte[1])),
                new Forbidden("another reserved bit", 1002, RawSocket.frame(0xB1, new byte[1])),
                new Forbidden("a reserved opcode", 1002, RawSocket.frame(0x83, new byte[1])),
                new Forbidden("a reserved control opcode", 1002, RawSocket.frame(0x8B, new byte[1])),
                new Forbidden("a ping that is too long", 1002, RawSocket.frame(0x89, new byte[126])),
                new Forbidden("a close that is too long", 1002, RawSocket.frame(0x88, new byte[1000])),
                new Forbidden("a fragment of a ping", 1002, RawSocket.frame(0x09, new byte[1])),
                new Forbidden("a continuation of nothing", 1002, RawSocket.frame(0x80, new byte[1])),
                new Forbidden("1006 in a close frame", 1002, RawSocket.frame(0x88, new byte[] {3, (byte) 0xEE})),
                new Forbidden("half a close code", 1002, RawSocket.frame(0x88, new byte[] {3})),
                new Forbidden("broken UTF-8", 1007, RawSocket.frame(0x81, new byte[] {(byte) 0xC3, 0x28})),
                new Forbidden("a surrogate in UTF-8", 1007, RawSocket.frame(0x81, new byte[] {
                    (byte) 0xED, (byte) 0xA0, (byte) 0x80
                }))));
        if (!takesFramesWithoutAMask()) {
            frames.add(new Forbidden("no mask", 1002, UNMASKED));
        }
        for (Forbidden frame : frames) {
            try (RawSocket raw = RawSocket.connect(ws("echo"))) {
                raw.write(frame.bytes());
                Frame answer = raw.readFrame();
                assertThat(answer.opcode()).as(frame.what()).isEqualTo(Frame.CLOSE);
                assertThat(answer.closeCode()).as(frame.what()).isEqualTo(frame.closeCode());
                assertThat(raw.readToEnd())
                        .as("behind the answer to " + frame.what())
                        .isEmpty();
            }
        }
    }

    @Test
    default void frameWithoutAMaskIsTakenOnlyWhereThatIsKnown() throws IOException {
        try (RawSocket raw = RawSocket.connect(ws("echo"))) {
            raw.write(UNMASKED);
            assertThat(raw.readFrame().opcode()).isEqualTo(takesFramesWithoutAMask() ? Frame.TEXT : Frame.CLOSE);
        }
    }

    @Test
    default void endlessFragmentsEndAtTheLimit() throws IOException {
        for (int opcode : List.of(Frame.TEXT, Frame.BINARY)) {
            try (RawSocket raw = RawSocket.connect(ws("echo"))) {
                raw.write(RawSocket.frame(opcode, new byte[1]));
                raw.fill(RawSocket.frame(Frame.CONTINUATION, new byte[1000]));
                assertThat(raw.readCloseFrame().closeCode()).isEqualTo(1009);
            }
        }
    }

    @Test
    default void emptyFragmentsAreTakenHoweverManyAndAddNothing() throws IOException {
        for (int opcode : List.of(Frame.TEXT, Frame.BINARY)) {
            try (RawSocket raw = RawSocket.connect(ws("echo"))) {
                raw.write(RawSocket.frame(opcode, new byte[0]));
                for (int i = 0; i < 10_000; i++) {
                    raw.write(RawSocket.frame(Frame.CONTINUATION, new byte[0]));
                }
                raw.write(RawSocket.frame(0x80 | Frame.CONTINUATION, new byte[] {'x'}));
                Frame answer = raw.readAnswer();
                assertThat(answer.opcode()).isEqualTo(opcode);
                assertThat(answer.text()).isEqualTo("x");
                raw.write(RawSocket.frame(0x88, new byte[] {3, (byte) 0xE8}));
                assertThat(raw.readCloseFrame().closeCode()).isEqualTo(1000);
                assertThat(raw.readToEnd()).isEmpty();
            }
        }
    }

    @Test
    default void pingFloodIsAnsweredAndHoldsNobodyUp() throws IOException {
        try (TestSocket bystander = TestSocket.open(ws("ws"));
                RawSocket reading = RawSocket.connect(ws("ws"));
                RawSocket deaf = RawSocket.connect(ws("ws"))) {
            deaf.fill(RawSocket.frame(0x89, new byte[125]));
            reading.fill(RawSocket.frame(0x89, new byte[] {1}));
            for (int i = 0; i < 10_000; i++) {
                assertThat(reading.readAnswer().opcode()).isEqualTo(Frame.PONG);
            }
            assertThat(bystander.send("hi").next()).isEqualTo(new Text("hello, i am server"));
        }
    }

    @Test
    default void tenThousandConnectAndDrop() throws IOException {
        String handshake = RawSocket.handshake(ws("ws"));
        for (int i = 0; i < 10_000; i++) {
            RawSocket raw = RawSocket.open(ws("ws"));
            if (i % 3 == 1) {
                raw.write(handshake);
            } else if (i % 3 == 2) {
                raw.write(handshake.substring(0, handshake.length() - 2));
            }
            raw.reset();
        }
    }

    @Test
    default void framesThatComeWithTheHandshakeHoldNobodyUp() throws IOException {
        URI uri = ws("echo");
        String all = RawSocket.handshake(uri) + new String(RawSocket.text("hi"), StandardCharsets.ISO_8859_1);
        // More than the threads of some containers.
        for (int i = 0; i < 20; i++) {
            try (RawSocket raw = RawSocket.open(uri)) {
                raw.write(all.getBytes(StandardCharsets.ISO_8859_1));
                assertThat(raw.readHead()).startsWith("HTTP/1.1 ");
            }
        }
    }

    @Test
    default void clientsThatLeaveAsTheyAreAnsweredKeepNoPlace() throws IOException {
        for (byte[] frame : List.of(RawSocket.text("hi"), RawSocket.frame(0x89, new byte[1]))) {
            // Fewer than the places, if each were kept for a while.
            for (int i = 0; i < 200; i++) {
                RawSocket raw = RawSocket.connect(ws("echo"));
                raw.write(frame);
                raw.reset();
            }
            TestMetrics.awaitOpen(http("metrics"), 0);
        }
    }

    @Test
    default void clientsThatNeverReadHoldNobodyUp() throws IOException {
        List<RawSocket> deaf = new ArrayList<>();
        try (TestSocket bystander = TestSocket.open(ws("echo"))) {
            for (int i = 0; i < 20; i++) {
                RawSocket raw = RawSocket.connect(ws("echo"));
                deaf.add(raw);
                raw.fill(RawSocket.frame(0x82, new byte[65_536]));
            }
            for (int i = 0; i < 20; i++) {
                assertThat(bystander.send("still " + i).next()).isEqualTo(new Text("still " + i));
            }
        } finally {
            for (RawSocket socket : deaf) {
                socket.reset();
            }
        }
    }

    @Test
    default void whatAClientSendsCannotForgeALogLine() throws IOException {
        try (TestSocket socket = TestSocket.open(ws("ws"))) {
            socket.send(INJECTION).next();
            socket.sendClose(4000, INJECTION).next();
        }
        URI uri = ws("delay/" + "%0D%0A" + FORGED.replace(" ", "%20") + "%1B%5B31m");
        for (String header : List.of("Origin", "User-Agent", "X-Forwarded-For", "Sec-WebSocket-Protocol", "Cookie")) {
            try (RawSocket raw = RawSocket.open(uri)) {
                raw.write(RawSocket.handshake(uri, header + ": x\u001b[31m\u0001" + FORGED));
                raw.finish();
                assertThat(raw.readToEndAsText()).doesNotContain("\u001b");
            }
        }
    }

    private static double sum(Map<String, Double> counts, String name) {
        return counts.entrySet().stream()
                .filter(sample -> sample.getKey().startsWith(name))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
