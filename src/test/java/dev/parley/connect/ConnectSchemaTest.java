package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.JsonSchemas;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import dev.parley.protocol.Header;
import dev.parley.protocol.Message;
import dev.parley.wire.Answered;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Stage;
import dev.parley.wire.Step;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectSchemaTest {
    private static final WebSocketUrl URL = WebSocketUrl.parse("ws://h/ws");
    private static final Answered ANSWER =
            new Answered(0, new byte[0], new byte[0], 101, "", List.of(new Header("Server", "x")), new byte[0]);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JsonView view = new JsonView(out, Instant.parse("2026-11-22T10:00:00Z"), 0);

    @Test
    void connectionsWithEveryStepAreValid() {
        List<Step> steps =
                Stream.of(Stage.values()).map(kind -> new Step(kind, 0, 1, "")).toList();
        view.connected(new Connected(1, URL, steps, ANSWER, "chat", "permessage-deflate"));
        view.connected(new Connected(1, URL, List.of(), ANSWER, null, null));
        assertValid(3);
    }

    @Test
    void messagesPingsAndPongsAreValid() {
        view.sent(Outgoing.text(""), frame(true, 0x81));
        view.sent(new Outgoing(false, new byte[3]), frame(true, 0x82));
        view.received(new MessageEvent(1, new Message.Text(new byte[] {'a'}), 2, 6), 5);
        view.received(new MessageEvent(1, new Message.Binary(new byte[] {-1}), 1, 3), RoundTrips.UNKNOWN);
        view.control(frame(true, 0x89), RoundTrips.UNKNOWN);
        view.control(new FrameEvent(1, false, new Frame(0x8A, false, 2, new byte[] {-1})), 5);
        assertValid(7);
    }

    @ParameterizedTest
    @EnumSource(
            value = How.class,
            names = {"NO_CONNECTION", "REFUSED"},
            mode = EnumSource.Mode.EXCLUDE)
    void endsOfConnectionsAreValid(How how) {
        Close close = new Close(1001, "bye");
        for (Close received : Arrays.asList(null, close, new Close(Close.NO_CODE, ""))) {
            for (Close sent : Arrays.asList(null, close)) {
                Ended end = new Ended(9, how, null, received, sent, true, 0, new Cause.Reset("Connection reset"));
                view.finished(new Finish(URL, 0, end, ANSWER, 5, 1, 2, false, false));
            }
        }
        assertValid(7);
    }

    @ParameterizedTest
    @EnumSource(Stage.class)
    void failuresToConnectAreValid(Stage step) {
        Ended end = new Ended(
                9,
                How.NO_CONNECTION,
                step,
                null,
                null,
                false,
                0,
                new Cause.ConnectionRefused(new Cause.Peer("h", false)));
        view.finished(new Finish(URL, 0, end, null, -1, 0, 0, true, false));
        assertValid(2);
    }

    @Test
    void refusalsRetriesAndErrorsAreValid() {
        Answered no = new Answered(
                0, new byte[0], new byte[0], 503, "Busy", List.of(), "full".getBytes(StandardCharsets.UTF_8));
        for (Answered answer : List.of(no, ANSWER)) {
            Ended end = new Ended(
                    9, How.REFUSED, Stage.HANDSHAKE, null, null, false, 0, new Cause.HttpStatus(answer.status()));
            view.finished(new Finish(URL, 0, end, answer, -1, 0, 0, true, false));
        }
        view.reconnecting(1, Duration.ofMillis(250));
        view.error("what was waited for did not come");
        assertValid(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'event':'start','time':'2026-11-22T10:00:00Z','schema':2,'version':'1'}",
                "{'event':'start','time':'2026-11-22T10:00:00Z','schema':1,'version':'1','more':1}",
                "{'event':'error','time':'yesterday','detail':'x'}",
                "{'event':'ended','time':'2026-11-22T10:00:00Z','detail':'x'}",
                "{'event':'error','time':'2026-11-22T10:00:00Z','detail':null}",
                "{'event':'ping','time':'2026-11-22T10:00:00Z','direction':'in','type':'text','size':1,'base64':'AA=='}"
            },
            quoteCharacter = '`')
    void whatIsNoEventIsNotValid(String line) {
        assertThatThrownBy(() -> JsonSchemas.assertValid("connect", line.replace('\'', '"')))
                .isInstanceOf(AssertionError.class);
    }

    private void assertValid(int lines) {
        view.flush();
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(lines)
                .allSatisfy(line -> JsonSchemas.assertValid("connect", line));
    }

    private static FrameEvent frame(boolean sent, int firstByte) {
        return new FrameEvent(1, sent, new Frame(firstByte, true, 6, new byte[2]));
    }
}
