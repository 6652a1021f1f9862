package dev.parley.conformance;

import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a correct peer does in a case. */
public sealed interface Expectation {
    /** Says it as a clause. */
    String words();

    /**
     * The end of a connection that the peer fails (RFC 6455 section 7.1.7).
     *
     * @param codes the close codes that say why
     * @param mayTake whether a receiver is nowhere told to fail, though nobody may send this
     */
    record Failure(List<Integer> codes, boolean mayTake) implements Expectation {
        @Override
        public String words() {
            return "close frame "
                    + codes.stream().map(code -> Integer.toString(code)).collect(Collectors.joining(" or "));
        }
    }

    /** All of these: the messages in order, and of the pongs at least the newest (section 5.5.3). */
    record Answers(List<Answer> answers) implements Expectation {
        Answers and(Answer answer) {
            List<Answer> all = new ArrayList<>(answers);
            all.add(answer);
            return new Answers(all);
        }

        List<Answer> messages() {
            return answers.stream().filter(answer -> !answer.isPong()).toList();
        }

        List<Answer> pongs() {
            return answers.stream().filter(Answer::isPong).toList();
        }

        @Override
        public String words() {
            return answers.stream().map(Answer::words).collect(Collectors.joining(" and "));
        }
    }

    /** A close frame in answer to one, which typically repeats the code (section 5.5.1). */
    record Reply(int code) implements Expectation {
        @Override
        public String words() {
            return "close frame " + (code == Close.NO_CODE ? "without a code" : code) + " in reply";
        }
    }

    /** A message or a pong. */
    record Answer(int opcode, byte[] payload) {
        boolean isPong() {
            return opcode == Frame.PONG;
        }

        String words() {
            String kind = isPong() ? "pong " : opcode == Frame.TEXT ? "text message " : "binary message ";
            return kind + Payload.show(payload);
        }
    }
}
