package dev.parley.connect;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A transcript that {@link JsonView} wrote, read again: the messages that were sent, and when. */
final class Transcript {
    /**
     * A message to send again.
     *
     * @param afterMillis how long after the opening it was sent
     */
    record Sent(long afterMillis, Outgoing message) {}

    private Transcript() {}

    static List<Sent> read(Path file) throws IOException {
        List<Sent> sent = new ArrayList<>();
        Instant start = null;
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            try {
                JsonObject event = JsonParser.parseString(line).getAsJsonObject();
                Instant time = Instant.parse(event.get("time").getAsString());
                String name = event.get("event").getAsString();
                if (start == null && name.equals("open")) {
                    start = time;
                }
                if (name.equals("message")
                        && event.get("direction").getAsString().equals("out")) {
                    start = start == null ? time : start;
                    sent.add(new Sent(Duration.between(start, time).toMillis(), message(event)));
                }
            } catch (JsonParseException
                    | IllegalStateException
                    | IllegalArgumentException
                    | DateTimeException
                    | UnsupportedOperationException
                    | ClassCastException
                    | NullPointerException e) {
                throw new IOException(
                        file + " line " + number + " is not an event of a transcript: save one with --save");
            }
        }
        return sent;
    }

    private static Outgoing message(JsonObject event) {
        return event.has("text")
                ? Outgoing.text(event.get("text").getAsString())
                : new Outgoing(
                        false, Base64.getDecoder().decode(event.get("base64").getAsString()));
    }
}
