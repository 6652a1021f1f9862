package dev.parley.check;

import dev.parley.check.knowledge.Hop;
import dev.parley.wire.Answered;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import java.util.List;

/**
 * What was found out before the checks.
 *
 * @param first the first try to connect, decided: open at the time, refused or without a connection
 * @param parley the Parley at the far end, or null
 * @param manner what the URL does with a message that it does not know; null if there is no connection
 * @param end how the connection ended on which that was tried; null if it did not
 * @param hops who was seen on the path
 */
record Survey(Dialogue first, Parley parley, Manners manner, Ended end, List<Hop> hops) {
    /** What an endpoint may do with a message that it does not know. */
    enum Manners {
        /** Sends it back. */
        ECHO,
        /** Sends something else. */
        ANSWERS,
        /** Sends nothing. */
        SILENT,
        /** Ends the connection. */
        ENDS,
        /** Sends something that breaks the protocol. */
        BREAKS
    }

    /** Copies the list. */
    Survey {
        hops = List.copyOf(hops);
    }

    /** Tells whether there was a WebSocket connection. */
    boolean connects() {
        return first.opened() != null;
    }

    /** Tells whether something sends back what it gets. */
    boolean echoes() {
        return parley != null || manner == Manners.ECHO;
    }

    /** Tells whether messages can be sent at all without the connection being ended for it. */
    boolean takesMessages() {
        return parley != null || manner != null && manner != Manners.ENDS && manner != Manners.BREAKS;
    }

    /** Returns the handshake, or null if there was no answer. */
    Answered answered() {
        return first.answered();
    }
}
