package dev.parley.conformance;

import dev.parley.conformance.Expectation.Reply;
import dev.parley.conformance.Outcome.Grade;
import dev.parley.core.CloseCode;
import dev.parley.protocol.Close;
import dev.parley.wire.MessageEvent;
import java.time.Duration;
import java.util.Set;

/** Expects a close frame in reply to one. */
final class ReplyJudge extends Judge {
    /** Says that something was wrong, and nothing was. */
    private static final Set<Integer> COMPLAINTS = Set.of(
            CloseCode.PROTOCOL_ERROR, 1003, CloseCode.INVALID_PAYLOAD, CloseCode.TOO_BIG, CloseCode.INTERNAL_ERROR);

    private final Reply expected;

    ReplyJudge(Case row, Reply expected) {
        super(row);
        this.expected = expected;
    }

    @Override
    Probing probing() {
        return Probing.IF_SILENT;
    }

    @Override
    Outcome message(MessageEvent message) {
        // Anything else was on its way already.
        return row().contains(message.payload()) ? outcome(Grade.WRONG, show(message)) : null;
    }

    @Override
    Outcome pong(byte[] payload) {
        if (isProbe(payload)) {
            return outcome(Grade.WRONG, "no close frame, but a pong to a ping that followed");
        }
        return outcome(Grade.WRONG, "pong " + Payload.show(payload));
    }

    @Override
    Outcome close(int code, String words) {
        // 5.5.1: the reply "typically" repeats the code.
        if (code == expected.code() || code == CloseCode.NORMAL || code == Close.NO_CODE) {
            return outcome(Grade.STRICT, words);
        }
        return outcome(COMPLAINTS.contains(code) ? Grade.WRONG : Grade.TOLERATED, words);
    }

    @Override
    Outcome end(String words) {
        return outcome(Grade.WRONG, words);
    }

    @Override
    Outcome nothing(Duration patience) {
        return outcome(Grade.NO_ANSWER, "nothing within " + patience.toMillis() + " ms");
    }
}
