package dev.parley.conformance;

import dev.parley.conformance.Expectation.Failure;
import dev.parley.conformance.Outcome.Grade;
import dev.parley.wire.MessageEvent;
import java.time.Duration;

/** Expects that the connection is failed; what decides that it goes on is the answer to a ping that follows. */
final class FailureJudge extends Judge {
    private final Failure expected;
    private String before = "";

    FailureJudge(Case row, Failure expected) {
        super(row);
        this.expected = expected;
    }

    @Override
    Probing probing() {
        // What follows a frame that is not whole is taken for the rest of it.
        return row().isWhole() ? Probing.IF_SILENT : Probing.NEVER;
    }

    @Override
    Outcome message(MessageEvent message) {
        // It may be what came before the fault, or a greeting; a ping tells. None can follow a frame that is not whole.
        before = show(message);
        return row().isWhole() || !row().contains(message.payload()) ? null : outcome(Grade.WRONG, before);
    }

    @Override
    Outcome pong(byte[] payload) {
        String pong = isProbe(payload) ? "pong to a ping that followed" : "pong " + Payload.show(payload);
        return wentOn(before.isEmpty() ? pong : before + ", " + pong);
    }

    @Override
    Outcome close(int code, String words) {
        // 5.5.1: a reply that repeats the code is that to a close frame in order.
        if (row().closesWith(code)) {
            return wentOn(words + ", as in reply to one in order");
        }
        return outcome(expected.codes().contains(code) ? Grade.STRICT : Grade.TOLERATED, words);
    }

    @Override
    Outcome forbiddenClose(int code, String words) {
        return expected.mayTake() ? outcome(Grade.TOLERATED, words) : super.forbiddenClose(code, words);
    }

    @Override
    Outcome end(String words) {
        return outcome(Grade.TOLERATED, words);
    }

    @Override
    Outcome nothing(Duration patience) {
        String seen = before.isEmpty() ? "nothing" : "nothing but " + before;
        // Whoever takes such a frame is right to wait for the rest of it.
        boolean waits = expected.mayTake() && !row().isWhole();
        return outcome(waits ? Grade.TOLERATED : Grade.NO_ANSWER, seen + " within " + patience.toMillis() + " ms");
    }

    private Outcome wentOn(String words) {
        return outcome(expected.mayTake() ? Grade.TOLERATED : Grade.WRONG, words);
    }
}
