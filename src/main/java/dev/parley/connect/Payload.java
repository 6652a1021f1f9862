package dev.parley.connect;

import dev.parley.connect.ConnectSettings.Show;
import dev.parley.wire.MessageEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** The messages as a script reads them: each on a line of its own, as it came, and nothing else. */
final class Payload implements View {
    private final BufferedOutputStream out;
    private final Charset charset;
    private final Show show;
    private final Encoding encoding;

    /**
     * Writes to a stream, in its charset.
     *
     * @param encoding of binary messages
     */
    Payload(OutputStream out, Charset charset, Show show, Encoding encoding) {
        this.out = new BufferedOutputStream(out, 64 * 1024);
        this.charset = charset;
        this.show = show;
        this.encoding = encoding;
    }

    @Override
    public void received(MessageEvent message, long roundTripNanos) {
        try {
            if (!message.isText() && encoding == Encoding.RAW) {
                out.write(message.payload());
                return;
            }
            if (show.timestamps()) {
                write(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " ");
            }
            if (show.roundTrips()) {
                write((roundTripNanos < 0 ? "-" : Words.time(roundTripNanos)) + "\t");
            }
            if (!message.isText()) {
                write(encoding.encode(message.payload()));
            } else if (show.pretty() || show.terminal()) {
                write(shown(show.pretty() ? PrettyJson.layOut(message.asText()) : message.asText()));
            } else if (charset == StandardCharsets.UTF_8) {
                out.write(message.payload());
            } else {
                write(message.asText());
            }
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String shown(String text) {
        // Every line on its own: the line break itself is no danger to a terminal.
        return show.terminal() ? text.lines().map(Words::safe).collect(Collectors.joining("\n")) : text;
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(charset));
    }
}
