package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import dev.parley.wire.Ends;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private static final String NO_PORT = "no local port is free: each connection that was closed holds its own for a"
            + " minute; wait that long, or give a smaller --count";

    @ParameterizedTest
    @MethodSource("dev.parley.wire.Ends#all")
    void everyCauseIsOfTheKindOfHowItCameButForPortsThatAreUsedUp(Ended end) {
        String expected =
                switch (end.how()) {
                    case NO_CONNECTION -> isWithoutPort(end) ? "no local port" : "no connection";
                    case REFUSED -> "refused";
                    case CUT -> "no reply in time";
                    case PROTOCOL_ERROR -> "protocol error";
                    case CLOSED, FIN, RST, NO_CLOSE_ANSWER -> "ended without a reply";
                };
        assertThat(Failures.kind(end).words()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("dev.parley.wire.Ends#all")
    void clauseIsTheCausesAndTellsARemedyForPortsThatAreUsedUp(Ended end) {
        String expected =
                switch (end.how()) {
                    case FIN -> "the server, or something on the way, ended the connection (FIN, " + end.clause() + ")";
                    case RST -> "the server, or something on the way, ended the connection (RST)";
                    default -> isWithoutPort(end) ? NO_PORT : end.clause();
                };
        assertThat(Failures.describe(end)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED, close 1011 (internal error): oops",
        "FIN, FIN",
        "RST, RST",
        "NO_CLOSE_ANSWER, FIN",
    })
    void endOfAnOpenConnectionIsAWordOrTwo(How how, String words) {
        assertThat(Failures.end(Ends.of(how))).isEqualTo(words);
        assertThat(Failures.describe(Ends.of(how)))
                .isEqualTo("the server, or something on the way, ended the connection (" + words + ")");
    }

    @Test
    void connectionThatThisSideCutHadNoReplyInTime() {
        assertThat(Failures.describe(Ends.of(How.CUT))).isEqualTo("no reply in time");
    }

    @Test
    void anyStatusButSuccessIsAFailureOverHttp() {
        assertThat(new Exchange(0, 1, 204, "", null).failure()).isNull();
        assertThat(new Exchange(0, 1, 503, "", null).failure()).isEqualTo(new FailureKind.Status(503));
        assertThat(new FailureKind.Status(503).words()).isEqualTo("HTTP 503");
    }

    private static boolean isWithoutPort(Ended end) {
        return end.cause() instanceof Cause.NoLocalSocket none && none.lack() == Cause.NoLocalSocket.Lack.LOCAL_PORTS;
    }
}
