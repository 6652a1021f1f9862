package dev.parley.connect;

import com.google.gson.annotations.SerializedName;
import java.time.Instant;
import java.util.List;

/**
 * A line of {@code --json} and of a transcript, named as {@code connect.schema.json} has it, in the order in which it is written;
 * what is null is left out.
 */
sealed interface JsonEvent {
    /** The first line. */
    record Start(String event, Instant time, int schema, String version) implements JsonEvent {}

    /** A connection is open. */
    record Open(
            String event,
            Instant time,
            String url,
            String subprotocol,
            String extensions,
            Double dnsMs,
            Double tcpMs,
            Double proxyMs,
            Double tlsMs,
            Double handshakeMs,
            List<Field> headers)
            implements JsonEvent {}

    /** A message came or went. */
    record Message(
            String event,
            Instant time,
            String direction,
            String type,
            int size,
            String text,
            String base64,
            int frames,
            long wireBytes,
            Double roundTripMs)
            implements JsonEvent {}

    /** A ping or pong came or went. */
    record Control(
            String event,
            Instant time,
            String direction,
            String type,
            int size,
            String text,
            String base64,
            Double roundTripMs)
            implements JsonEvent {}

    /** A connection that was open ended. */
    record Close(
            String event,
            Instant time,
            String how,
            int code,
            String name,
            String reason,
            Integer sentCode,
            String by,
            boolean clean,
            double afterMs,
            double silentMs,
            String detail,
            int unsent,
            boolean inputEnded)
            implements JsonEvent {}

    /** There was no connection, or no WebSocket. */
    record Failure(
            String event,
            Instant time,
            String how,
            String step,
            Integer status,
            String reason,
            List<Field> headers,
            String body,
            String remedy,
            String detail,
            int unsent,
            boolean inputEnded)
            implements JsonEvent {}

    /** The connection will be made anew. */
    record Reconnect(
            String event,
            Instant time,
            @SerializedName("try") int attempt,
            long pauseMs) implements JsonEvent {}

    /** Something went wrong beside the connection. */
    record Error(String event, Instant time, String detail) implements JsonEvent {}

    /** A header field. */
    record Field(String name, String value) {}
}
