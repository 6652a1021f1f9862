package dev.parley.connect;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.core.CloseCode;
import dev.parley.core.Printable;
import dev.parley.core.Utf8;
import dev.parley.protocol.Frame;
import dev.parley.protocol.Header;
import dev.parley.wire.Answered;
import dev.parley.wire.Ended;
import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
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

/** Writes an object a line for every event, in UTF-8; what {@link Transcript} reads. */
final class JsonView implements View {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private final Writer out;
    // The same moment by both clocks.
    private final Instant zero;
    private final long zeroNanos;

    /** Writes times that count from one moment, which is {@code zero} by the clock and {@code zeroNanos} by the timer. */
    JsonView(OutputStream out, Instant zero, long zeroNanos) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.zero = zero;
        this.zeroNanos = zeroNanos;
    }

    @Override
    public void connected(Connected connected) {
        JsonObject event = event("open", connected.nanos());
        event.addProperty("url", connected.url().toString());
        event.addProperty("subprotocol", connected.subprotocol());
        event.addProperty("extensions", connected.extensions());
        for (Step step : connected.steps()) {
            event.addProperty(step.kind().name().toLowerCase(Locale.ROOT) + "_ms", millis(step.tookNanos()));
        }
        event.add("headers", headers(connected.answer().headers()));
        write(event);
    }

    @Override
    public void received(MessageEvent message, long roundTripNanos) {
        JsonObject event = message("in", message.nanos(), message.isText(), message.payload());
        event.addProperty("frames", message.frames());
        event.addProperty("wire_bytes", message.wireBytes());
        addRoundTrip(event, roundTripNanos);
        write(event);
    }

    @Override
    public void sent(Outgoing message, FrameEvent frame) {
        JsonObject event = message("out", frame.nanos(), message.text(), message.payload());
        event.addProperty("frames", 1);
        event.addProperty("wire_bytes", frame.wireBytes());
        write(event);
    }

    @Override
    public void control(FrameEvent frame, long roundTripNanos) {
        JsonObject event = event(frame.opcode() == Frame.PING ? "ping" : "pong", frame.nanos());
        event.addProperty("direction", frame.sent() ? "out" : "in");
        addPayload(event, Utf8.isValid(frame.payload()), frame.payload());
        addRoundTrip(event, roundTripNanos);
        write(event);
    }

    @Override
    public void finished(Finish finish) {
        Ended end = finish.end();
        JsonObject event = event(finish.wasOpen() ? "close" : "failure", end.nanos());
        event.addProperty("how", end.how().name().toLowerCase(Locale.ROOT));
        if (finish.wasOpen()) {
            event.addProperty("code", end.code());
            event.addProperty("name", CloseCode.name(end.code()));
            event.addProperty(
                    "reason", end.received() == null ? "" : end.received().reason());
            if (end.sent() != null) {
                event.addProperty("sent_code", end.sent().code());
            }
            event.addProperty("by", by(end));
            event.addProperty("clean", end.isClean());
            event.addProperty("after_ms", millis(finish.openNanos()));
            event.addProperty("silent_ms", millis(finish.silentNanos()));
        } else {
            event.addProperty("step", end.step().name().toLowerCase(Locale.ROOT));
            addAnswer(event, finish);
        }
        event.addProperty("detail", end.clause());
        event.addProperty("unsent", finish.unsent());
        event.addProperty("input_ended", finish.inputEnded());
        write(event);
    }

    @Override
    public void reconnecting(int attempt, Duration pause) {
        JsonObject event = event("reconnect", System.nanoTime());
        event.addProperty("try", attempt);
        event.addProperty("pause_ms", pause.toMillis());
        write(event);
    }

    @Override
    public void error(String line) {
        JsonObject event = event("error", System.nanoTime());
        event.addProperty("detail", line);
        write(event);
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject message(String direction, long nanos, boolean text, byte[] payload) {
        JsonObject event = event("message", nanos);
        event.addProperty("direction", direction);
        addPayload(event, text, payload);
        return event;
    }

    private JsonObject event(String name, long nanos) {
        JsonObject event = new JsonObject();
        event.addProperty("event", name);
        event.addProperty(
                "time",
                zero.plusNanos(nanos - zeroNanos).truncatedTo(ChronoUnit.MICROS).toString());
        return event;
    }

    private void write(JsonObject event) {
        try {
            out.append(Printable.escapeJson(GSON.toJson(event))).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says who ended it, as far as this side can know. */
    private static String by(Ended end) {
        return switch (end.how()) {
            case CLOSED -> end.peerFirst() ? "server" : "client";
            case CUT, NO_CLOSE_ANSWER, PROTOCOL_ERROR -> "client";
            default -> "server or path";
        };
    }

    private static void addAnswer(JsonObject event, Finish finish) {
        Answered answer = finish.answer();
        if (answer != null) {
            event.addProperty("status", answer.status());
            event.addProperty("reason", answer.reason());
            event.add("headers", headers(answer.headers()));
            event.addProperty("body", new String(answer.body(), StandardCharsets.UTF_8));
            if (answer.status() != 101) {
                event.addProperty("remedy", Words.remedy(finish));
            }
        }
    }

    private static void addPayload(JsonObject event, boolean text, byte[] payload) {
        event.addProperty("type", text ? "text" : "binary");
        event.addProperty("size", payload.length);
        if (text) {
            event.addProperty("text", new String(payload, StandardCharsets.UTF_8));
        } else {
            event.addProperty("base64", Base64.getEncoder().encodeToString(payload));
        }
    }

    private static void addRoundTrip(JsonObject event, long nanos) {
        if (nanos >= 0) {
            event.addProperty("round_trip_ms", millis(nanos));
        }
    }

    private static JsonArray headers(List<Header> headers) {
        JsonArray array = new JsonArray();
        for (Header header : headers) {
            JsonObject member = new JsonObject();
            member.addProperty("name", header.name());
            member.addProperty("value", header.isSecret() ? "…" : header.value());
            array.add(member);
        }
        return array;
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e3) / 1e3;
    }
}
