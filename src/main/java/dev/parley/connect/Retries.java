package dev.parley.connect;

import dev.parley.connect.ConnectSettings.Reconnect;
import dev.parley.wire.Answered;
import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.Random;

/** The rule by which a lost connection is made anew, and after which pause. */
final class Retries {
    // Both are null if it is not.
    private final Reconnect settings;
    private final Backoff backoff;

    Retries(Reconnect settings) {
        this.settings = settings;
        this.backoff = settings == null ? null : new Backoff(settings.longest(), new Random()::nextDouble);
    }

    /**
     * Tells whether to try again after this end.
     *
     * @param answer what the handshake was answered, or null
     */
    boolean isWorthIt(Ended end, Answered answer) {
        if (settings == null || settings.tries() > 0 && backoff.tries() >= settings.tries()) {
            return false;
        }
        return switch (end.how()) {
            // What the server does not want now, it will not want then.
            case REFUSED -> answer == null || answer.status() >= 500 || answer.status() == 429;
            case CLOSED -> !Ending.isNormal(end);
            case PROTOCOL_ERROR -> false;
            default -> true;
        };
    }

    /** Begins anew with the shortest pause: the last connection was one. */
    void succeeded() {
        if (backoff != null) {
            backoff.reset();
        }
    }

    Duration nextPause() {
        return backoff.next();
    }

    /** Returns which try the last pause was for. */
    int tries() {
        return backoff.tries();
    }
}
