package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Close;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import dev.parley.wire.Ends;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {
    /** The words for each of {@link Ends#all}, in that order. */
    private static final List<String> KINDS = List.of(
            "DNS",
            "timeout",
            "timeout",
            "timeout",
            "refused",
            "TCP",
            "TCP",
            "open files",
            "no free port",
            "TCP",
            "proxy",
            "proxy",
            "proxy",
            "proxy",
            "proxy",
            "TLS",
            "TLS",
            "TLS",
            "TLS",
            "TLS",
            "handshake",
            "handshake 503",
            "handshake",
            "handshake",
            "handshake",
            "handshake",
            "handshake 302",
            "handshake",
            "handshake",
            "protocol error",
            "reset",
            "reset",
            "ended without a close frame",
            "protocol error",
            "protocol error",
            "protocol error",
            "ended without a close frame",
            "ended without a close frame",
            "fault in parley");

    @Test
    void everyCauseIsOfAKind() {
        assertThat(Ends.all().stream().map(Problem::of).map(problem -> problem.kind()
                        .words()))
                .containsExactlyElementsOf(KINDS);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED, close 1011, the server closed with 1011 (internal error): oops",
        "FIN, ended without a close frame, the connection was ended (FIN) without a close frame",
        "NO_CLOSE_ANSWER, no answer to a close frame, the server did not answer a close frame",
        "CUT, fault in parley, ''"
    })
    void endWithoutACauseIsOfTheKindOfHowItCame(How how, String kind, String example) {
        Problem problem = Problem.of(Ends.of(how));
        assertThat(problem.kind().words()).isEqualTo(kind);
        assertThat(problem.example()).isEqualTo(example);
    }

    @ParameterizedTest
    @MethodSource("dev.parley.wire.Ends#all")
    void exampleHoldsTheWordsOfTheCause(Ended end) {
        boolean isFin = end.how() == How.FIN;
        assertThat(Problem.of(end).example()).endsWith(isFin ? "(FIN) without a close frame" : end.clause());
    }

    @ParameterizedTest
    @MethodSource("dev.parley.wire.Ends#all")
    void onlyAnAnswerToTheHandshakeIsARefusal(Ended end) {
        boolean answered = end.how() == How.REFUSED && Problem.of(end).kind() != Kind.Plain.TIMEOUT;
        assertThat(Problem.of(end).kind().isRefusal()).isEqualTo(answered);
    }

    @Test
    void closeCodeOfNoneIsNamed() {
        Ended end = new Ended(0, How.CLOSED, null, new Close(Close.NO_CODE, ""), null, true, 0, null);
        assertThat(Problem.of(end).kind().words()).isEqualTo("close 1005");
    }
}
