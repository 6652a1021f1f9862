package dev.parley.conformance;

import dev.parley.conformance.Expectation.Answers;
import dev.parley.conformance.Expectation.Failure;
import dev.parley.conformance.Expectation.Reply;
import dev.parley.conformance.Outcome.Grade;
import dev.parley.core.Printable;
import dev.parley.wire.Dialogue;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tries one case on a connection of its own, in three steps so that several can be under way at once: begin, send, await.
 *
 * <p>Used by one thread.
 */
public final class Trial {
    private final Case row;
    private final Dialogue dialogue;
    private final boolean echo;
    private long sentNanos;
    private boolean done;

    private Trial(Case row, Dialogue dialogue, boolean echo) {
        this.row = row;
        this.dialogue = dialogue;
        this.echo = echo;
    }

    /**
     * Takes a connection that is being opened, with compression offered if the case needs it.
     *
     * @param echo whether the server sends every message back
     */
    public static Trial on(Dialogue dialogue, Case row, boolean echo) {
        return new Trial(row, dialogue, echo);
    }

    /** Waits until it is open, and sends all. */
    public void send() throws InterruptedException {
        if (dialogue.awaitOpen() && isPossible()) {
            if (row.byteByByte()) {
                for (byte one : row.bytes()) {
                    dialogue.wire().sendBytes(new byte[] {one});
                    // Else the system may put the next one into the same segment.
                    TimeUnit.MILLISECONDS.sleep(1);
                }
            } else {
                dialogue.wire().sendBytes(row.bytes());
            }
        }
        sentNanos = System.nanoTime();
    }

    /** Tells whether there was a connection; after {@link #send}. */
    boolean opened() {
        return dialogue.opened() != null;
    }

    /** Waits for what comes of it, and ends the connection. */
    public Outcome await(Duration patience) throws InterruptedException {
        if (!opened()) {
            return Outcome.unconnected(row, Printable.cut(dialogue.ended().clause(), 200));
        }
        try {
            return isPossible()
                    ? judge().judge(sentNanos, patience)
                    : new Outcome(row, Grade.NOT_TRIED, "the server does not compress");
        } finally {
            end();
        }
    }

    /** Ends the connection, unless that is done. */
    public void end() {
        if (opened() && !done) {
            done = true;
            if (row.expected() instanceof Answers) {
                dialogue.close();
            } else {
                // A close frame in order would hide in what was begun, or come after another.
                dialogue.wire().cut();
            }
        }
    }

    private boolean isPossible() {
        return !row.compression() || dialogue.opened().extensions() != null;
    }

    private Judge judge() {
        if (row.expected() instanceof Failure failure) {
            return new FailureJudge(row, dialogue, failure);
        }
        return row.expected() instanceof Reply reply
                ? new ReplyJudge(row, dialogue, reply)
                : new AnswersJudge(row, dialogue, (Answers) row.expected(), echo);
    }
}
