package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.wire.Close;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import dev.parley.wire.Step;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
    @ParameterizedTest
    @CsvSource({
        "DNS, the name 'x' has no address, DNS",
        "DNS, no answer of the name service for 'x' within 10s, timeout",
        "TCP, 127.0.0.1:1 refused the connection, refused",
        "TCP, no answer of 10.0.0.1:1 within 10s, timeout",
        "TCP, 10.0.0.1:1: No route to host, TCP",
        "TCP, 127.0.0.1:1: Cannot assign requested address, no free port",
        "TCP, no socket to connect with: Too many open files, open files",
        "PROXY, the proxy wants credentials, proxy",
        "TLS, the certificate has expired, TLS"
    })
    void connectionThatNeverCameAboutIsOfTheKindOfItsStep(Step.Kind step, String detail, String kind) {
        Ended ended = new Ended(0, How.NO_CONNECTION, step, null, null, false, 0, detail);
        assertThat(Problem.of(ended, 0)).isEqualTo(new Problem(kind, detail));
    }

    @ParameterizedTest
    @CsvSource({
        "503, HTTP 503 Service Unavailable, handshake 503",
        "101, the key is wrong, handshake",
        "0, no answer to the handshake within 10s, timeout",
        "0, the connection was ended, handshake"
    })
    void refusalIsOfTheKindOfItsStatus(int status, String detail, String kind) {
        Ended ended = new Ended(0, How.REFUSED, Step.Kind.HANDSHAKE, null, null, false, 0, detail);
        assertThat(Problem.of(ended, status).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "CLOSED, close 1011",
        "FIN, ended without a close frame",
        "RST, reset",
        "PROTOCOL_ERROR, protocol error",
        "NO_CLOSE_ANSWER, no answer to a close frame",
        "CUT, fault in parley"
    })
    void endIsOfTheKindOfHowItCame(How how, String kind) {
        Ended ended = new Ended(0, how, null, new Close(1011, "oops"), null, true, 0, "");
        assertThat(Problem.of(ended, 101).kind()).isEqualTo(kind);
    }
}
