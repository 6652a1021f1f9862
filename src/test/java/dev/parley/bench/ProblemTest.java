package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.protocol.Close;
import dev.parley.protocol.HandshakeRule;
import dev.parley.wire.Cause;
import dev.parley.wire.Cause.NoLocalSocket;
import dev.parley.wire.Cause.NoLocalSocket.Lack;
import dev.parley.wire.Cause.Peer;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import dev.parley.wire.Proxy;
import dev.parley.wire.Step;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTest {
    private static final Duration WAIT = Duration.ofSeconds(10);
    private static final Peer PEER = new Peer("10.0.0.1:1", false);
    private static final Proxy PROXY = Proxy.parse("socks5://10.0.0.2:1080");

    static List<Arguments> unreachable() {
        return List.of(
                arguments(Step.Kind.DNS, new Cause.UnknownName("x"), "DNS"),
                arguments(Step.Kind.DNS, new Cause.NoAnswer(Step.Kind.DNS, PEER, WAIT), "timeout"),
                arguments(Step.Kind.TCP, new Cause.ConnectionRefused(PEER), "refused"),
                arguments(Step.Kind.TCP, new Cause.NoAnswer(Step.Kind.TCP, PEER, WAIT), "timeout"),
                arguments(Step.Kind.TCP, new Cause.NoRoute(PEER, "No route to host"), "TCP"),
                arguments(
                        Step.Kind.TCP,
                        new NoLocalSocket(Lack.LOCAL_PORTS, PEER, "Cannot assign requested address"),
                        "no free port"),
                arguments(Step.Kind.TCP, new NoLocalSocket(Lack.OPEN_FILES, null, "Too many open files"), "open files"),
                arguments(Step.Kind.PROXY, new Cause.ProxyWantsCredentials(PROXY), "proxy"),
                arguments(
                        Step.Kind.TLS,
                        new Cause.CertificateRefused(Cause.CertificateRefused.Flaw.NOT_VALID_NOW, "expired"),
                        "TLS"));
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void connectionThatNeverCameAboutIsOfTheKindOfItsStep(Step.Kind step, Cause cause, String kind) {
        Ended ended = new Ended(0, How.NO_CONNECTION, step, null, null, false, 0, cause);
        assertThat(Problem.of(ended, 0)).isEqualTo(new Problem(kind, ended.clause()));
    }

    static List<Arguments> refused() {
        return List.of(
                arguments(503, new Cause.HttpStatus(503), "handshake 503"),
                arguments(101, new Cause.InvalidAnswer(HandshakeRule.ACCEPT_WRONG, "x"), "handshake"),
                arguments(0, new Cause.NoAnswer(Step.Kind.HANDSHAKE, PEER, WAIT), "timeout"),
                arguments(0, new Cause.EndedDuring(Step.Kind.HANDSHAKE, ""), "handshake"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusalIsOfTheKindOfItsStatus(int status, Cause cause, String kind) {
        Ended ended = new Ended(0, How.REFUSED, Step.Kind.HANDSHAKE, null, null, false, 0, cause);
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
        Ended ended = new Ended(0, how, null, new Close(1011, "oops"), null, true, 0, null);
        assertThat(Problem.of(ended, 101).kind()).isEqualTo(kind);
    }
}
