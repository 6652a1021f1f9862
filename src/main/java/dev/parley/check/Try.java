package dev.parley.check;

import dev.parley.core.Printable;
import dev.parley.wire.Answered;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A way in which the handshake was tried, and what came of it.
 *
 * @param way which
 * @param what exactly, for a person: {@code with 'Connection: keep-alive, Upgrade'}
 * @param opened whether it was accepted
 * @param status the HTTP status, 0 if there was no answer
 * @param said status and words, or why there was no answer
 * @param body the start of the answer's body
 */
record Try(Way way, String what, boolean opened, int status, String said, String body) {
    /** The ways, in the order in which they are tried. */
    enum Way {
        /** As it was asked for. */
        GIVEN,
        /** A GET that asks for no upgrade. */
        PLAIN,
        NO_EXTENSIONS,
        NO_SUBPROTOCOLS,
        NO_ORIGIN,
        OWN_ORIGIN,
        FIREFOX,
        OTHER_PATH,
        REDIRECT,
        OTHER_SCHEME
    }

    private static final int BODY_CHARACTERS = 2_000;

    /** Takes note of how a try went. */
    static Try of(Way way, String what, Dialogue dialogue) {
        Answered answer = dialogue.answered();
        boolean opened = dialogue.opened() != null;
        // After a redirect that was followed to nowhere, the answer is still that of the first server.
        boolean lost = !opened && dialogue.ended().how() == Ended.How.NO_CONNECTION;
        if (answer == null || lost) {
            return new Try(way, what, opened, 0, Printable.show(dialogue.ended().clause()), "");
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        boolean invalid = answer.status() == 101 && !opened;
        return new Try(
                way,
                what,
                opened,
                answer.status(),
                "HTTP " + answer.status()
                        + (answer.reason().isBlank() ? "" : " " + Printable.cut(answer.reason(), 60))
                        + (invalid ? ", and " + Printable.show(dialogue.ended().clause()) : ""),
                body.substring(0, Math.min(BODY_CHARACTERS, body.length())));
    }

    /** Tells whether the connection stayed open and nothing came. */
    boolean hangs() {
        return said.contains("no answer to the handshake within");
    }

    /** Tells whether the answer was TLS to what was sent without. */
    boolean isTls() {
        return said.contains("is TLS");
    }

    /** Tells whether the answer was no HTTP. */
    boolean isNotHttp() {
        return said.contains("not HTTP");
    }

    /** Returns it for machines. */
    Map<String, Object> figures() {
        return Map.of("try", what, "accepted", opened, "status", status);
    }

    /** Tells whether it was answered in the same way as another: then what differs between the two was not seen. */
    boolean isAnsweredLike(Try other) {
        return !opened
                && !other.opened
                && status == other.status
                && status != 0
                && likeness(body).equals(likeness(other.body));
    }

    /** Leaves out what differs in a page each time it is made: numbers, like those of requests and times. */
    private static String likeness(String body) {
        return body.replaceAll("[0-9a-fA-F-]{6,}|\\d+", "#");
    }
}
