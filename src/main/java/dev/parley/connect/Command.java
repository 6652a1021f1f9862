package dev.parley.connect;

import dev.parley.core.CloseCode;
import dev.parley.core.Printable;
import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a line of input asks for. */
sealed interface Command {
    /** What there is, and what it does. */
    List<String> HELP = List.of(
            "/text MESSAGE         send as text",
            "/binary HEX           send bytes: /binary 48 69",
            "/base64 BASE64        send bytes: /base64 SGk=",
            "/file PATH            send a file's bytes",
            "/textfile PATH        send a file as text",
            "/ping [DATA]          send a ping; the pong tells the round trip",
            "/pong [DATA]          send an unsolicited pong",
            "/close [CODE [WHY]]   close: /close 1001 bye; without a code it is 1000",
            "/headers              show the handshake, both ways",
            "/stats                show what went in and out, and how fast",
            "/help                 show this",
            "//MESSAGE             send a message that starts with a slash");

    /** To send a message. */
    record Send(Outgoing message) implements Command {}

    /** To send a ping. */
    record Ping(byte[] payload) implements Command {}

    /** To send a pong. */
    record Pong(byte[] payload) implements Command {}

    /** To close, and end the session. */
    record CloseWith(Close close) implements Command {}

    /** To show the handshake. */
    record ShowHeaders() implements Command {}

    /** To show what went in and out. */
    record ShowStats() implements Command {}

    /** To show the commands. */
    record ShowHelp() implements Command {}

    /**
     * Reads a line that begins with a slash.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is no command
     * @throws IOException if it names a file that cannot be read
     */
    static Command parse(String line) throws IOException {
        if (line.startsWith("//")) {
            return new Send(Outgoing.text(line.substring(1)));
        }
        String[] words = line.split("\\s+", 2);
        String rest = words.length == 2 ? words[1] : "";
        return switch (words[0]) {
            case "/text" -> new Send(Outgoing.text(rest));
            case "/binary" -> new Send(new Outgoing(false, Encoding.HEX.decode(rest)));
            case "/base64" -> new Send(new Outgoing(false, Encoding.BASE64.decode(rest)));
            case "/file" -> new Send(new Outgoing(false, read(rest)));
            case "/textfile" -> new Send(new Outgoing(true, read(rest)));
            case "/ping" -> new Ping(control(rest));
            case "/pong" -> new Pong(control(rest));
            case "/close" -> new CloseWith(close(rest));
            case "/headers" -> new ShowHeaders();
            case "/stats" -> new ShowStats();
            case "/help" -> new ShowHelp();
            default ->
                throw new IllegalArgumentException("there is no command " + Printable.cut(words[0], 40)
                        + ": /help shows them, and //… sends a message that starts with a slash");
        };
    }

    private static byte[] read(String path) throws IOException {
        if (path.isBlank()) {
            throw new IllegalArgumentException("which file? Give its path: /file picture.png");
        }
        return Files.readAllBytes(Path.of(path.strip().replaceFirst("^~(?=/)", System.getProperty("user.home"))));
    }

    private static byte[] control(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        if (payload.length > Frame.MAX_CONTROL_BYTES) {
            throw new IllegalArgumentException("a ping or pong carries at most " + Frame.MAX_CONTROL_BYTES
                    + " bytes, these are " + payload.length);
        }
        return payload;
    }

    private static Close close(String text) {
        String[] words = text.strip().split("\\s+", 2);
        if (words[0].isEmpty()) {
            return new Close(CloseCode.NORMAL, "");
        }
        int code = words[0].matches("\\d{1,4}") ? Integer.parseInt(words[0]) : 0;
        if (!CloseCode.maySend(code)) {
            throw new IllegalArgumentException("'" + Printable.cut(words[0], 40)
                    + "' is not a code that may be sent: give one of " + CloseCode.SENDABLE);
        }
        String reason = words.length == 2 ? words[1] : "";
        if (reason.getBytes(StandardCharsets.UTF_8).length > Frame.MAX_CONTROL_BYTES - 2) {
            throw new IllegalArgumentException("a reason has at most 123 bytes");
        }
        return new Close(code, reason);
    }
}
