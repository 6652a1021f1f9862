package dev.parley.check.knowledge;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The small vocabulary in which a {@link Fact} says how it shows on the wire, words with commas between them.
 *
 * <ul>
 *   <li>{@code close 1009}: a close frame with that code; {@code close}: one with any
 *   <li>{@code tcp}: FIN or RST, without a close frame
 *   <li>{@code silence}: dropped without a word
 *   <li>{@code http 500}: that status in answer to a handshake
 *   <li>{@code hang}: TCP is accepted, and a handshake is not answered
 *   <li>{@code refused}: TCP is refused, or ended before there is an answer
 *   <li>{@code own}: the machine that connects has no room for more
 * </ul>
 */
public final class Shows {
    private static final Pattern FORM = Pattern.compile("(close( \\d{4})?|tcp|silence|http \\d{3}|hang|refused|own)");

    private Shows() {}

    /** Tells whether a text keeps to this vocabulary. */
    static boolean isOne(String text) {
        return words(text).stream().allMatch(word -> FORM.matcher(word).matches());
    }

    /** Tells whether the subject of a fact ends connections in this manner. */
    static boolean fits(Fact fact, Manner manner) {
        return switch (manner.kind()) {
            case CLOSE_FRAME -> says(fact, "close", "close " + manner.code());
            case FIN, RST -> says(fact, "tcp");
            case SWALLOWED -> says(fact, "silence");
            case BROKEN -> false;
        };
    }

    /** Tells whether the subject of a fact turns away one connection too many in this way. */
    static boolean fits(Fact fact, Refused how) {
        return switch (how.kind()) {
            case HTTP -> says(fact, "http " + how.code());
            case CLOSED -> how.code() == 1006 ? says(fact, "tcp") : says(fact, "close", "close " + how.code());
            case HANGS -> says(fact, "hang");
            case TCP_REFUSED -> says(fact, "refused");
            case OWN_LIMIT -> says(fact, "own");
        };
    }

    private static boolean says(Fact fact, String... any) {
        return fact.shows() != null && words(fact.shows()).stream().anyMatch(List.of(any)::contains);
    }

    private static List<String> words(String text) {
        return List.of(text.split(", ", -1));
    }
}
