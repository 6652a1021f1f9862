package dev.parley.connect;

import dev.parley.wire.MessageEvent;

/** What a script waits for, and whether it has come. */
final class Goal {
    private final Wait until;
    private long received;
    private boolean matched;

    Goal(Wait until) {
        this.until = until;
    }

    void received(MessageEvent message) {
        received++;
        matched = matched || until instanceof Wait.Match match && match.matches(message);
    }

    /** Tells whether what is waited for has come; not of a time, nor of the server's close. */
    boolean isReached() {
        return until instanceof Wait.Messages messages && received >= messages.count()
                || until instanceof Wait.Match && matched;
    }

    /** Tells whether it could have come and did not. */
    boolean isMissed() {
        return (until instanceof Wait.Messages || until instanceof Wait.Match) && !isReached();
    }
}
