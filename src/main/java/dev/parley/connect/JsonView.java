package dev.parley.connect;

import dev.parley.core.CloseCode;
import dev.parley.core.Printable;
import dev.parley.core.Secrets;
import dev.parley.core.Utf8;
import dev.parley.protocol.Frame;
import dev.parley.protocol.Header;
import dev.parley.report.Json;
import dev.parley.report.Version;
import dev.parley.wire.Answered;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Stage;
import dev.parley.wire.Step;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The events as JSON, an object a line, in UTF-8; {@link Transcript} reads it. */
final class JsonView implements View {
    private final Writer out;
    // The same moment by both clocks.
    private final Instant zero;
    private final long zeroNanos;

    /** Writes times that count from one moment, which is {@code zero} by the clock and {@code zeroNanos} by the timer. */
    JsonView(OutputStream out, Instant zero, long zeroNanos) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.zero = zero;
        this.zeroNanos = zeroNanos;
        write(new JsonEvent.Start("start", time(zeroNanos), Json.SCHEMA, Version.NAME));
    }

    @Override
    public void connected(Connected connected) {
        write(new JsonEvent.Open(
                "open",
                time(connected.nanos()),
                connected.url().shown(),
                connected.subprotocol(),
                connected.extensions(),
                took(connected, Stage.DNS),
                took(connected, Stage.TCP),
                took(connected, Stage.PROXY),
                took(connected, Stage.TLS),
                took(connected, Stage.HANDSHAKE),
                fields(connected.answer().headers())));
    }

    @Override
    public void received(MessageEvent message, long roundTripNanos) {
        byte[] payload = message.payload();
        write(new JsonEvent.Message(
                "message",
                time(message.nanos()),
                "in",
                type(message.isText()),
                payload.length,
                text(message.isText(), payload),
                base64(message.isText(), payload),
                message.frames(),
                message.wireBytes(),
                roundTrip(roundTripNanos)));
    }

    @Override
    public void sent(Outgoing message, FrameEvent frame) {
        byte[] payload = message.payload();
        write(new JsonEvent.Message(
                "message",
                time(frame.nanos()),
                "out",
                type(message.text()),
                payload.length,
                text(message.text(), payload),
                base64(message.text(), payload),
                1,
                frame.wireBytes(),
                null));
    }

    @Override
    public void control(FrameEvent frame, long roundTripNanos) {
        byte[] payload = frame.payload();
        boolean text = Utf8.isValid(payload);
        write(new JsonEvent.Control(
                frame.opcode() == Frame.PING ? "ping" : "pong",
                time(frame.nanos()),
                frame.sent() ? "out" : "in",
                type(text),
                payload.length,
                text(text, payload),
                base64(text, payload),
                roundTrip(roundTripNanos)));
    }

    @Override
    public void finished(Finish finish) {
        write(finish.wasOpen() ? close(finish) : failure(finish));
    }

    @Override
    public void reconnecting(int attempt, Duration pause) {
        write(new JsonEvent.Reconnect("reconnect", time(System.nanoTime()), attempt, pause.toMillis()));
    }

    @Override
    public void error(String line) {
        write(new JsonEvent.Error("error", time(System.nanoTime()), line));
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonEvent close(Finish finish) {
        Ended end = finish.end();
        return new JsonEvent.Close(
                "close",
                time(end.nanos()),
                word(end.how()),
                end.code(),
                CloseCode.name(end.code()),
                end.received() == null ? null : orNull(end.received().reason()),
                end.sent() == null ? null : end.sent().code(),
                by(end),
                end.isClean(),
                millis(finish.openNanos()),
                millis(finish.silentNanos()),
                orNull(end.clause()),
                finish.unsent(),
                finish.inputEnded());
    }

    private JsonEvent failure(Finish finish) {
        Ended end = finish.end();
        Answered answer = finish.answer();
        return new JsonEvent.Failure(
                "failure",
                time(end.nanos()),
                word(end.how()),
                word(end.step()),
                answer == null ? null : answer.status(),
                answer == null ? null : orNull(answer.reason()),
                answer == null ? null : fields(answer.headers()),
                answer == null ? null : orNull(new String(answer.body(), StandardCharsets.UTF_8)),
                answer == null || answer.status() == 101 ? null : Words.remedy(finish),
                orNull(end.clause()),
                finish.unsent(),
                finish.inputEnded());
    }

    private void write(JsonEvent event) {
        try {
            out.append(Printable.escapeJson(Json.line(event))).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Instant time(long nanos) {
        return zero.plusNanos(nanos - zeroNanos).truncatedTo(ChronoUnit.MICROS);
    }

    /** Says who ended it, as far as the client can know. */
    private static String by(Ended end) {
        return switch (end.how()) {
            case CLOSED -> end.peerFirst() ? "server" : "client";
            case CUT, NO_CLOSE_ANSWER, PROTOCOL_ERROR -> "client";
            default -> "server or path";
        };
    }

    private static Double took(Connected connected, Stage kind) {
        Double millis = null;
        for (Step step : connected.steps()) {
            if (step.kind() == kind) {
                millis = millis(step.tookNanos());
            }
        }
        return millis;
    }

    private static List<JsonEvent.Field> fields(List<Header> headers) {
        return headers.stream()
                .map(header -> new JsonEvent.Field(
                        header.name(), header.isSecret() ? Secrets.MASK : Secrets.urlsIn(header.value())))
                .toList();
    }

    private static String type(boolean text) {
        return text ? "text" : "binary";
    }

    private static String text(boolean text, byte[] payload) {
        return text ? new String(payload, StandardCharsets.UTF_8) : null;
    }

    private static String base64(boolean text, byte[] payload) {
        return text ? null : Base64.getEncoder().encodeToString(payload);
    }

    private static Double roundTrip(long nanos) {
        return nanos < 0 ? null : (Double) millis(nanos);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
