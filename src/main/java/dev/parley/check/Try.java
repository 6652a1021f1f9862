package dev.parley.check;

import dev.parley.core.Printable;
import dev.parley.wire.Answered;
import dev.parley.wire.Cause;
import dev.parley.wire.Clause;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.Stage;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A way in which the handshake was tried, and what came of it.
 *
 * @param way which
 * @param what exactly, for a person: {@code with 'Connection: keep-alive, Upgrade'}
 * @param opened whether it was accepted
 * @param status the HTTP status, 0 if there was no answer
 * @param reason the words after the status; may be empty
 * @param body the start of the answer's body
 * @param cause why it was not accepted; null if it was
 */
record Try(Way way, String what, boolean opened, int status, String reason, String body, Cause cause) {
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
    private static final int REASON_CHARACTERS = 60;

    /** Takes note of how a try went. */
    static Try of(Way way, String what, Dialogue dialogue) {
        if (dialogue.opened() != null) {
            return new Try(way, what, true, dialogue.answered().status(), "", "", null);
        }
        Answered answer = dialogue.answered();
        Ended end = dialogue.ended();
        // After a redirect that was followed to nowhere, the answer is still that of the first server.
        if (answer == null || end.how() == Ended.How.NO_CONNECTION) {
            return new Try(way, what, false, 0, "", "", end.cause());
        }
        String body = new String(answer.body(), StandardCharsets.UTF_8);
        return new Try(
                way,
                what,
                false,
                answer.status(),
                answer.reason(),
                body.substring(0, Math.min(BODY_CHARACTERS, body.length())),
                end.cause());
    }

    /** Says what the answer was, as a clause, or why there was none. */
    String said() {
        if (status == 0) {
            return Printable.show(Clause.of(cause));
        }
        boolean invalid = status == 101 && !opened;
        return "HTTP " + status
                + (reason.isBlank() ? "" : " " + Printable.cut(reason, REASON_CHARACTERS))
                + (invalid ? ", and " + Printable.show(Clause.of(cause)) : "");
    }

    /** Tells whether the connection stayed open and nothing came. */
    boolean hangs() {
        return cause instanceof Cause.NoAnswer none && none.step() == Stage.HANDSHAKE;
    }

    /** Returns the try for machines. */
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
