package dev.parley.connect;

import dev.parley.core.Durations;
import dev.parley.core.Printable;
import dev.parley.wire.MessageEvent;
import java.time.Duration;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a script waits for once all its messages are sent, before it closes. */
public sealed interface Wait {
    /** How long a script stays if nothing is said. */
    Wait DEFAULT = new Time(Duration.ofSeconds(2));

    /** Waits until so many messages have come in, those before the last was sent included. */
    record Messages(long count) implements Wait {
        /** Returns the count. picocli asks every value for this; the record's own would be built anew in each process. */
        @Override
        public String toString() {
            return Long.toString(count);
        }
    }

    /** Waits so long after the last message was sent. */
    record Time(Duration duration) implements Wait {}

    /** Waits for a message in which the pattern is found; of a binary one, in its hex digits. */
    record Match(Pattern pattern) implements Wait {
        boolean matches(MessageEvent message) {
            return pattern.matcher(
                            message.isText() ? message.asText() : HexFormat.of().formatHex(message.payload()))
                    .find();
        }
    }

    /** Waits until the server closes. */
    record UntilClosed() implements Wait {}

    /**
     * Reads {@code 3} (messages), {@code 2s}, {@code /pattern/} or {@code close}.
     *
     * @throws IllegalArgumentException with a sentence for the user, if it is none of these
     */
    static Wait parse(String text) {
        if (text.equals("close")) {
            return new UntilClosed();
        }
        if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            return new Match(pattern(text.substring(1, text.length() - 1)));
        }
        if (text.matches("\\d{1,9}")) {
            return new Messages(Long.parseLong(text));
        }
        try {
            return new Time(Durations.parse(text));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + Printable.cut(text, 40)
                    + "' is not something to wait for: give a number of messages (3), a duration (2s), a pattern (/done/)"
                    + " or close");
        }
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("/" + text + "/ is not a pattern: " + e.getDescription());
        }
    }
}
