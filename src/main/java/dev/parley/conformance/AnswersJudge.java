package dev.parley.conformance;

import dev.parley.conformance.Expectation.Answer;
import dev.parley.conformance.Expectation.Answers;
import dev.parley.conformance.Outcome.Grade;
import dev.parley.core.CloseCode;
import dev.parley.protocol.Frame;
import dev.parley.wire.MessageEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;

/** Expects answers. Where nobody sends messages back it is enough that a ping after them is answered. */
final class AnswersJudge extends Judge {
    /** What a server says of what it holds for broken. */
    private static final Set<Integer> COMPLAINTS = Set.of(CloseCode.PROTOCOL_ERROR, CloseCode.INVALID_PAYLOAD);

    private final boolean echo;
    private final Deque<Answer> messages = new ArrayDeque<>();
    private final Deque<Answer> pongs;
    private final String wanted;
    private final Probing probing;
    private String unexpected = "";

    AnswersJudge(Case row, Answers expected, boolean echo) {
        super(row);
        this.echo = echo;
        this.pongs = new ArrayDeque<>(expected.pongs());
        if (echo || expected.messages().isEmpty()) {
            messages.addAll(expected.messages());
            wanted = expected.words();
            probing = Probing.NEVER;
        } else {
            pongs.add(new Answer(Frame.PONG, PROBE));
            probing = Probing.AT_ONCE;
            wanted = "pong to a ping that followed";
        }
    }

    @Override
    Probing probing() {
        return probing;
    }

    @Override
    Outcome message(MessageEvent message) {
        Answer next = messages.peek();
        int opcode = message.isText() ? Frame.TEXT : Frame.BINARY;
        if (next != null && next.opcode() == opcode && Arrays.equals(next.payload(), message.payload())) {
            messages.remove();
            return ifComplete();
        }
        // A greeting may come first, so this decides nothing before the time is over.
        unexpected = show(message);
        return null;
    }

    @Override
    Outcome pong(byte[] payload) {
        // 5.5.3: those before the newest may be left out.
        while (!pongs.isEmpty()) {
            if (Arrays.equals(pongs.remove().payload(), payload)) {
                return ifComplete();
            }
        }
        return outcome(Grade.WRONG, "pong " + Payload.show(payload));
    }

    @Override
    Outcome close(int code, String words) {
        // A limit of its own, or what an application makes of a message that it does not know, is its right.
        boolean allowed = code == CloseCode.TOO_BIG || (!echo && !COMPLAINTS.contains(code));
        return outcome(allowed ? Grade.TOLERATED : Grade.WRONG, words);
    }

    @Override
    Outcome end(String words) {
        return outcome(Grade.WRONG, words);
    }

    @Override
    Outcome nothing(Duration patience) {
        return messages.isEmpty() || unexpected.isEmpty()
                ? outcome(Grade.NO_ANSWER, "not all of it within " + patience.toMillis() + " ms")
                : outcome(Grade.WRONG, unexpected);
    }

    private Outcome ifComplete() {
        return messages.isEmpty() && pongs.isEmpty() ? outcome(Grade.STRICT, wanted) : null;
    }
}
