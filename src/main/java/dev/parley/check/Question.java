package dev.parley.check;

import dev.parley.wire.Dialogue;
import java.time.Duration;

/**
 * A ping on a silent connection, which shows whether that is still there.
 *
 * @param payload by which its pong is known; empty if the connection had ended by then
 * @param silentNanos how long nothing had gone over the connection by then
 * @param untilNanos when it is too late for an answer
 */
record Question(Dialogue dialogue, String payload, long silentNanos, long untilNanos) {
    /** Asks. */
    static Question on(Dialogue dialogue, Duration patience) {
        long now = System.nanoTime();
        long silentNanos = now - dialogue.lastNanos();
        return new Question(
                dialogue, dialogue.ended() == null ? dialogue.ask() : "", silentNanos, now + patience.toNanos());
    }

    boolean wasAsked() {
        return !payload.isEmpty();
    }

    boolean isAnswered() {
        return dialogue.isAnswered(payload);
    }

    /** Tells whether an answer may still come. */
    boolean isOpen() {
        return dialogue.ended() == null && !isAnswered() && System.nanoTime() < untilNanos;
    }
}
