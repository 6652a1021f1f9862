package dev.parley.check;

import dev.parley.check.ProtocolExpectation.Answers;
import dev.parley.check.ProtocolExpectation.Failure;
import dev.parley.check.ProtocolExpectation.Reply;
import dev.parley.check.ProtocolOutcome.Grade;
import dev.parley.core.Printable;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Tries one case on a connection of its own, in three steps so that several can be under way at once: begin, send, await.
 *
 * <p>Used by one thread.
 */
final class ProtocolTrial {
    private final ProtocolCase row;
    private final Dialogue dialogue;
    private final boolean echo;
    private long sentNanos;
    private boolean done;

    private ProtocolTrial(ProtocolCase row, Dialogue dialogue, boolean echo) {
        this.row = row;
        this.dialogue = dialogue;
        this.echo = echo;
    }

    /** Begins to connect. */
    static ProtocolTrial begin(Patient patient, WireSettings settings, ProtocolCase row) {
        return new ProtocolTrial(
                row,
                patient.open(settings.compression(row.compression())),
                patient.survey().echoes());
    }

    /** Waits until it is open, and sends all. */
    void send() throws InterruptedException {
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
    ProtocolOutcome await(Duration patience) throws InterruptedException {
        if (!opened()) {
            return ProtocolOutcome.unconnected(
                    row, Printable.cut(dialogue.ended().detail(), 200));
        }
        try {
            return isPossible()
                    ? judge().judge(sentNanos, patience)
                    : new ProtocolOutcome(row, Grade.NOT_TRIED, "the server does not compress");
        } finally {
            end();
        }
    }

    /** Ends the connection, unless that is done. */
    void end() {
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

    private ProtocolJudge judge() {
        if (row.expected() instanceof Failure failure) {
            return new FailureJudge(row, dialogue, failure);
        }
        return row.expected() instanceof Reply reply
                ? new ReplyJudge(row, dialogue, reply)
                : new AnswersJudge(row, dialogue, (Answers) row.expected(), echo);
    }
}
