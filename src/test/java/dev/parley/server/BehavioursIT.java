package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.JsonSchemas;
import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Binary;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Event;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BehavioursIT extends DeployedWar {
    private static final String HELLO = "hello, i am server";

    @Test
    void delayAnswersThatMuchLaterInOrder() {
        try (TestSocket socket = TestSocket.open(ws("delay/300ms"))) {
            long startNanos = System.nanoTime();
            socket.send("a text").send(new byte[] {1}).send("a text");
            assertThat(socket.next()).isEqualTo(new Text(HELLO));
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isGreaterThan(Duration.ofMillis(295));
            assertThat(socket.next()).isEqualTo(new Binary(ByteBuffer.wrap(HELLO.getBytes(StandardCharsets.UTF_8))));
            assertThat(socket.next()).isEqualTo(new Text(HELLO));
        }
    }

    @Test
    void delayKeepsAThousandAnswersAndNoMore() {
        try (TestSocket socket = TestSocket.open(ws("delay/1h"))) {
            for (int i = 0; i < 1000; i++) {
                socket.send("" + i);
            }
            assertThat(socket.isQuiet()).isTrue();
            socket.send("one more");
            assertThat(socket.next()).isEqualTo(new Closed(1008, "more than 1000 answers are due"));
        }
    }

    @Test
    void pushSendsOnItsOwnWithTheServersTime() {
        try (TestSocket socket = TestSocket.open(ws("push/50ms"))) {
            Instant before = Instant.now().minusSeconds(1);
            long number = 0;
            for (int i = 0; i < 3; i++) {
                Matcher tick = match("tick (\\d+) (\\S+)", socket.next());
                assertThat(Long.parseLong(tick.group(1))).isGreaterThan(number);
                number = Long.parseLong(tick.group(1));
                assertThat(Instant.parse(tick.group(2)))
                        .isBetween(before, Instant.now().plusSeconds(1));
            }
        }
    }

    @Test
    void closeClosesAtTheFirstMessageOrAtOnce() {
        try (TestSocket message = TestSocket.open(ws("close/4321?reason=see%20you%20%C3%A9"));
                TestSocket open = TestSocket.open(ws("close/3000?on=open&reason=bye"))) {
            assertThat(open.next()).isEqualTo(new Closed(3000, "bye"));
            assertThat(message.staysQuiet(Duration.ofMillis(200))).isTrue();
            assertThat(message.send("go").next()).isEqualTo(new Closed(4321, "see you é"));
        }
    }

    @Test
    void bytesAnswersWithThatManyAlwaysTheSame() {
        byte[] expected = new byte[70_000];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = (byte) i;
        }
        try (TestSocket socket = TestSocket.open(ws("bytes/70000"));
                TestSocket none = TestSocket.open(ws("bytes/0"));
                TestSocket most = TestSocket.open(ws("bytes/1MiB"))) {
            assertThat(socket.send(new byte[0]).next()).isEqualTo(new Binary(ByteBuffer.wrap(expected)));
            assertThat(socket.send("x").next()).isEqualTo(new Text("0123456789".repeat(7_000)));
            assertThat(none.send("x").next()).isEqualTo(new Text(""));
            assertThat(most.send("x").next()).isInstanceOfSatisfying(Text.class, text -> assertThat(text.text())
                    .hasSize(1_048_576));
        }
    }

    @Test
    void fragmentsSendsThatManyFrames() throws IOException {
        try (RawSocket raw = RawSocket.connect(ws("fragments/3"))) {
            raw.write(RawSocket.text("ab😀cde"));
            assertFrames(raw, Frame.TEXT, "ab", "😀c", "de");
            raw.write(RawSocket.text("a"));
            assertFrames(raw, Frame.TEXT, "a");
            raw.write(RawSocket.text(""));
            assertFrames(raw, Frame.TEXT, "");
            raw.write(RawSocket.frame(0x82, "123456789".getBytes(StandardCharsets.UTF_8)));
            assertFrames(raw, Frame.BINARY, "123", "456", "789");
        }
        try (RawSocket raw = RawSocket.connect(ws("fragments/1"))) {
            raw.write(RawSocket.text("whole"));
            assertFrames(raw, Frame.TEXT, "whole");
        }
    }

    @Test
    void pingPingsAndTellsEachRoundTrip() throws IOException {
        try (TestSocket socket = TestSocket.open(ws("ping/50ms"))) {
            for (int i = 1; i <= 3; i++) {
                Matcher ping = match("ping (\\d+) (\\d+\\.\\d{3}) ms", socket.next());
                assertThat(Long.parseLong(ping.group(1))).isEqualTo(i);
                assertThat(Double.parseDouble(ping.group(2))).isNotNegative();
            }
        }
        try (RawSocket raw = RawSocket.connect(ws("ping/50ms"))) {
            Frame ping = raw.readFrame();
            assertThat(ping.opcode()).isEqualTo(Frame.PING);
            // Not asked for, and so not told of.
            raw.write(RawSocket.frame(0x8A, new byte[16]));
            raw.write(RawSocket.frame(0x8A, new byte[] {1}));
            raw.write(RawSocket.frame(0x8A, ping.payload()));
            assertThat(raw.readAnswer().text()).startsWith("ping 1 ");
        }
    }

    @Test
    void pingWithoutAReportSendsNothingButPings() throws IOException {
        try (RawSocket raw = RawSocket.connect(ws("ping/50ms?report=none"))) {
            for (int i = 0; i < 3; i++) {
                Frame ping = raw.readFrame();
                assertThat(ping.opcode()).isEqualTo(Frame.PING);
                raw.write(RawSocket.frame(0x8A, ping.payload()));
            }
        }
    }

    @Test
    void silentTakesEverythingAndNeverAnswers() {
        try (TestSocket socket = TestSocket.open(ws("silent"))) {
            socket.send("a text").send(new byte[100_000]);
            assertThat(socket.staysQuiet(Duration.ofMillis(300))).isTrue();
            socket.sendClose(1000, "");
            assertThat(socket.next()).isEqualTo(new Closed(1000, ""));
        }
    }

    @Test
    void requestTellsTheHandshakeAsItCameIn() throws IOException {
        URI uri = ws("request?a=1&b=%C3%A9");
        try (RawSocket raw = RawSocket.open(uri)) {
            raw.write(RawSocket.handshake(
                    uri,
                    "Origin: https://elsewhere.example",
                    "X-Forwarded-For: 192.0.2.1",
                    "X-Twice: one",
                    "X-Twice: <script>\"two\"",
                    "Sec-WebSocket-Protocol: chat.v2, chat.v1"));
            assertThat(raw.readHead())
                    .startsWith("HTTP/1.1 101")
                    .containsIgnoringCase("sec-websocket-protocol: chat.v2");
            String text = raw.readAnswer().text();
            JsonSchemas.assertValid("request", text);
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            assertThat(json.get("version").getAsString()).isEqualTo(System.getProperty("project.version"));
            assertThat(json.get("method").getAsString()).isEqualTo("GET");
            assertThat(json.get("uri").getAsString()).isEqualTo(uri.getRawPath() + "?a=1&b=%C3%A9");
            assertThat(json.get("http_version").getAsString()).isEqualTo("HTTP/1.1");
            assertThat(json.get("scheme").getAsString()).isEqualTo("http");
            assertThat(json.get("remote_address").getAsString()).isEqualTo("127.0.0.1");
            assertThat(json.get("remote_port").getAsInt()).isEqualTo(raw.localPort());
            assertThat(json.get("subprotocol").getAsString()).isEqualTo("chat.v2");
            assertThat(json.getAsJsonArray("extensions")).isEmpty();
            JsonObject headers = json.getAsJsonObject("headers");
            assertThat(headers.getAsJsonArray("x-forwarded-for").get(0).getAsString())
                    .isEqualTo("192.0.2.1");
            assertThat(headers.get("x-twice")).isEqualTo(JsonParser.parseString("['one', '<script>\"two\"']"));
            assertThat(headers.getAsJsonArray("upgrade").get(0).getAsString()).isEqualTo("websocket");
            raw.write(RawSocket.text("again"));
            assertThat(JsonParser.parseString(raw.readAnswer().text())).isEqualTo(json);
        }
    }

    @Test
    void requestLeavesOutTheSubprotocolThatWasNotAgreedOn() {
        try (TestSocket socket = TestSocket.open(ws("request"))) {
            String text = ((Text) socket.next()).text();
            JsonSchemas.assertValid("request", text);
            assertThat(JsonParser.parseString(text).getAsJsonObject().has("subprotocol"))
                    .isFalse();
        }
    }

    @Test
    void badPathParameterIsRefusedWithWhatIsAllowed() throws IOException {
        Map<String, String> refused = Map.of(
                "delay/soon",
                "/delay/{duration} takes 0 to 1h, like 500ms, 30s or 2m",
                "delay/2h",
                "/delay/{duration} takes 0 to 1h, like 500ms, 30s or 2m",
                "push/1ms",
                "/push/{interval} takes 10ms to 24h, like 500ms, 1s or 2m",
                "ping/0",
                "/ping/{interval} takes 10ms to 24h, like 500ms, 1s or 2m",
                "ping/1s?report=all",
                "?report= takes text or none",
                "bytes/1048577",
                "/bytes/{count} takes 0 to 1048576 (max-message-bytes), like 1000 or 64KiB",
                "fragments/0",
                "/fragments/{count} takes 1 to 1000, like 3",
                "close/1005",
                "/close/{code} takes a code of 1000-1003, 1007-1014 or 3000-4999",
                "close/4000?on=never",
                "?on= takes open or message",
                "close/4000?reason=" + "x".repeat(124),
                "?reason= takes at most 123 bytes of percent-encoded UTF-8");
        for (Map.Entry<String, String> path : refused.entrySet()) {
            assertRefused(ws(path.getKey()), path.getValue());
        }
        assertThat(metrics().get("parley_connections_refused_total{reason=\"path\"}"))
                .isGreaterThanOrEqualTo(refused.size());
    }

    @Test
    void handshakeThatAProxySpoiltIsToldWhatIsMissing() throws IOException {
        boolean tells = !Container.current().upgradesBeforeFilters();
        URI uri = ws("ws");
        String good = RawSocket.handshake(uri);
        Map<String, String> spoilt = Map.of(
                good.replace("Connection: Upgrade", "Connection: keep-alive"),
                "the Connection header must say Upgrade; a proxy on the way has to pass it on, or set it",
                good.replace("Version: 13", "Version: 8"),
                "the Sec-WebSocket-Version header must say 13",
                good.replaceFirst("Sec-WebSocket-Key: .*\r\n", "Sec-WebSocket-Key: short\r\n"),
                "the Sec-WebSocket-Key header must be 16 bytes in Base64");
        for (Map.Entry<String, String> handshake : spoilt.entrySet()) {
            try (RawSocket raw = RawSocket.open(uri)) {
                raw.write(handshake.getKey());
                String head = raw.readHead();
                if (tells) {
                    assertThat(head).startsWith("HTTP/1.1 400");
                    assertThat(raw.readLine()).isEqualTo(handshake.getValue());
                }
            }
        }
    }

    private void assertRefused(URI uri, String sentence) throws IOException {
        if (Container.current().upgradesBeforeFilters()) {
            try (TestSocket socket = TestSocket.open(uri)) {
                assertThat(socket.next()).isEqualTo(new Closed(1008, sentence));
            }
            return;
        }
        try (RawSocket raw = RawSocket.open(uri)) {
            raw.write(RawSocket.handshake(uri));
            assertThat(raw.readHead()).startsWith("HTTP/1.1 400");
            assertThat(raw.readLine()).isEqualTo(sentence);
        }
    }

    private static void assertFrames(RawSocket raw, int opcode, String... texts) throws IOException {
        for (int i = 0; i < texts.length; i++) {
            Frame frame = raw.readAnswer();
            assertThat(frame.opcode()).isEqualTo(i == 0 ? opcode : Frame.CONTINUATION);
            assertThat(frame.last()).as("FIN of frame " + i).isEqualTo(i == texts.length - 1);
            assertThat(frame.text()).isEqualTo(texts[i]);
        }
    }

    private static Matcher match(String regex, Event event) {
        assertThat(event).isInstanceOf(Text.class);
        Matcher matcher = Pattern.compile(regex).matcher(((Text) event).text());
        assertThat(matcher.matches()).as("%s is like %s", event, regex).isTrue();
        return matcher;
    }
}
