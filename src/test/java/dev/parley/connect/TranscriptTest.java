package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.protocol.Header;
import dev.parley.protocol.Message;
import dev.parley.wire.Answered;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Stage;
import dev.parley.wire.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscriptTest {
    private static final WebSocketUrl URL = WebSocketUrl.parse("ws://h/ws");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonView view = new JsonView(out, Instant.parse("2026-11-22T10:00:00Z"), 1_000);

    @Test
    void everyEventIsALineOfJson() {
        Answered answer = new Answered(
                0,
                new byte[0],
                new byte[0],
                101,
                "",
                List.of(new Header("Server", "x"), new Header("Set-Cookie", "s")),
                new byte[0]);
        view.connected(new Connected(
                1_000, URL, List.of(new Step(Stage.TCP, 0, 1_500_000, "")), answer, null, "permessage-deflate"));
        view.sent(Outgoing.text("<ü>"), new FrameEvent(2_001_000, true, new Frame(0x81, true, 6, new byte[4])));
        view.received(new MessageEvent(3_001_000, new Message.Binary(new byte[] {0, 1}), 2, 6), 1_000_000);
        view.control(new FrameEvent(4_001_000, false, new Frame(0x8A, false, 2, new byte[] {'p'})), 500_000);
        view.finished(new Finish(
                URL,
                0,
                new Ended(
                        5_001_000, Ended.How.CLOSED, null, new Close(1001, "bye"), new Close(1001, ""), true, 0, null),
                answer,
                5_000_000,
                1_000_000,
                0,
                true,
                false));
        assertThat(lines())
                .containsExactly(
                        "{'event':'start','time':'2026-11-22T10:00:00Z','schema':1,'version':'unpackaged'}",
                        "{'event':'open','time':'2026-11-22T10:00:00Z','url':'ws://h/ws','extensions':'permessage-deflate',"
                                + "'tcp_ms':1.5,'headers':[{'name':'Server','value':'x'},{'name':'Set-Cookie','value':'…'}]}",
                        "{'event':'message','time':'2026-11-22T10:00:00.002Z','direction':'out','type':'text','size':4,"
                                + "'text':'<ü>','frames':1,'wire_bytes':10}",
                        "{'event':'message','time':'2026-11-22T10:00:00.003Z','direction':'in','type':'binary','size':2,"
                                + "'base64':'AAE=','frames':2,'wire_bytes':6,'round_trip_ms':1.0}",
                        "{'event':'pong','time':'2026-11-22T10:00:00.004Z','direction':'in','type':'text','size':1,"
                                + "'text':'p','round_trip_ms':0.5}",
                        "{'event':'close','time':'2026-11-22T10:00:00.005Z','how':'closed','code':1001,'name':'going away',"
                                + "'reason':'bye','sent_code':1001,'by':'server','clean':true,'after_ms':5.0,'silent_ms':1.0,"
                                + "'unsent':0,'input_ended':true}");
    }

    @Test
    void whatWasSentIsReadAgainWithItsTimes(@TempDir Path folder) throws IOException {
        view.connected(new Connected(
                1_000_000,
                URL,
                List.of(),
                new Answered(0, new byte[0], new byte[0], 101, "", List.of(), new byte[0]),
                null,
                null));
        view.sent(Outgoing.text("one\ntwo"), new FrameEvent(21_000_000, true, new Frame(0x81, true, 6, new byte[7])));
        view.received(new MessageEvent(22_000_000, new Message.Text(new byte[] {'r'}), 1, 3), RoundTrips.UNKNOWN);
        view.sent(
                new Outgoing(false, new byte[] {0, -1}),
                new FrameEvent(41_000_000, true, new Frame(0x82, true, 6, new byte[2])));
        view.flush();
        Path file = Files.write(folder.resolve("t"), out.toByteArray());

        List<Transcript.Sent> sent = Transcript.read(file);
        assertThat(sent).extracting(Transcript.Sent::afterMillis).containsExactly(20L, 40L);
        assertThat(sent.get(0).message().payload()).asString().isEqualTo("one\ntwo");
        assertThat(sent.get(1).message().text()).isFalse();
        assertThat(sent.get(1).message().payload()).containsExactly(0, 0xFF);
    }

    @Test
    void lineThatIsNoEventIsSaid(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("t"), "{\"event\":\"open\"}\n");
        assertThatThrownBy(() -> Transcript.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " line 1 is not an event of a transcript: save one with --save");
    }

    @Test
    void jsonIsLaidOutAndAnythingElseIsLeftAlone() {
        assertThat(PrettyJson.layOut("{\"a\":[1,null],\"b\":\"<\"}"))
                .isEqualTo("{\n  \"a\": [\n    1,\n    null\n  ],\n  \"b\": \"<\"\n}");
        for (String text : new String[] {"hi", "{no json", "{\"a\":1} and more", "12", ""}) {
            assertThat(PrettyJson.layOut(text)).isEqualTo(text);
        }
        // No digit is lost.
        assertThat(PrettyJson.layOut("[12345678901234567890.10]")).contains("12345678901234567890.10");
    }

    private List<String> lines() {
        view.flush();
        return out.toString(StandardCharsets.UTF_8).replace('"', '\'').lines().toList();
    }
}
