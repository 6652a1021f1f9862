package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.HandshakeRule;
import dev.parley.protocol.Rule;
import dev.parley.protocol.Violation;
import dev.parley.wire.Cause;
import dev.parley.wire.Cause.CertificateRefused.Flaw;
import dev.parley.wire.Cause.NoLocalSocket.Lack;
import dev.parley.wire.Cause.Peer;
import dev.parley.wire.Clause;
import dev.parley.wire.Proxy;
import dev.parley.wire.Stage;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cause for which there may be no connection, invented. */
class UnreachableTest {
    private static final WebSocketUrl URL = WebSocketUrl.parse("wss://h:8443/ws");
    private static final Duration WITHIN = Duration.ofSeconds(10);
    private static final Peer SERVER = new Peer("10.0.0.1:8443", false);
    // What each of these means is not to be read out of its address.
    private static final Peer PROXY = new Peer("127.0.0.1:40740", true);
    private static final Proxy HTTP = Proxy.parse("http://127.0.0.1:40312");
    private static final Proxy WITH_USER = Proxy.parse("http://certificate:credentials@127.0.0.1:40740");
    private static final Proxy SOCKS = Proxy.parse("socks5://127.0.0.1:40312");

    static List<Arguments> onTheWay() {
        return List.of(
                arguments(new Cause.UnknownName("refused.407.example"), "name cannot be looked up"),
                arguments(noAnswer(Stage.DNS, new Peer("h", false)), "name cannot be looked up"),
                arguments(new Cause.ConnectionRefused(SERVER), "nothing listens on port 8443"),
                arguments(new Cause.ConnectionRefused(PROXY), "Nothing listens where the proxy should be"),
                arguments(noAnswer(Stage.TCP, SERVER), "the packets are dropped"),
                arguments(noAnswer(Stage.TCP, PROXY), "the packets are dropped"),
                arguments(new Cause.ConnectFailed(SERVER, "Connection reset"), "the packets are dropped"),
                arguments(new Cause.NoRoute(SERVER, "Network is unreachable"), "No packet finds its way"),
                arguments(
                        new Cause.NoLocalSocket(Lack.OPEN_FILES, null, "Too many open files"),
                        "this machine that cannot open one more"),
                arguments(
                        new Cause.NoLocalSocket(Lack.LOCAL_PORTS, SERVER, "Cannot assign requested address"),
                        "this machine that cannot open one more"),
                arguments(new Cause.ProxyWantsCredentials(SOCKS), "passes nothing on without credentials"),
                arguments(new Cause.ProxyRejectedCredentials(SOCKS), "does not know that user and password"),
                arguments(answered(HTTP, 407), "passes nothing on without credentials"),
                arguments(
                        answered(HTTP, 407, "Negotiate", "Basic realm=\"x\""), "passes nothing on without credentials"),
                arguments(answered(HTTP, 407, "Negotiate", "NTLM"), "that Parley does not speak (Negotiate; NTLM)"),
                arguments(answered(WITH_USER, 407), "does not know that user and password"),
                arguments(answered(HTTP, 403), "not willing to open a tunnel"),
                arguments(answered(HTTP, 502), "The proxy does not open a tunnel to the server."),
                arguments(answered(WITH_USER, 503), "The proxy does not open a tunnel to the server."),
                arguments(new Cause.SocksAnswered(SOCKS, "connection refused (5)"), "The proxy does not open a tunnel"),
                arguments(new Cause.ProxyFailed(HTTP, "disconnected"), "The proxy does not open a tunnel"),
                arguments(noAnswer(Stage.PROXY, PROXY), "The proxy does not open a tunnel"),
                arguments(new Cause.EndedDuring(Stage.PROXY, ""), "The proxy does not open a tunnel"),
                arguments(
                        new Cause.CertificateRefused(Flaw.NOT_VALID_NOW, "NotAfter: another name"),
                        "expired or is not yet valid"),
                arguments(new Cause.CertificateRefused(Flaw.UNTRUSTED, "not valid now"), "It is self-signed"),
                arguments(new Cause.CertificateRefused(Flaw.OTHER_NAME, "not valid now"), "for other names"),
                arguments(new Cause.NotTls(), "does not speak TLS"),
                arguments(new Cause.TlsAlert("certificate_required"), "clients that show a certificate"),
                arguments(new Cause.TlsAlert("handshake_failure"), "TLS could not be set up"),
                arguments(new Cause.TlsFailed("client certificate: no such file"), "TLS could not be set up"),
                arguments(noAnswer(Stage.TLS, SERVER), "TLS could not be set up"),
                arguments(new Cause.EndedDuring(Stage.TLS, "another name"), "TLS could not be set up"));
    }

    /** Causes that are told by other checks: a handshake that was refused, or an end of what was open. */
    static List<Cause> elsewhere() {
        return List.of(
                new Cause.HttpStatus(403),
                new Cause.InvalidAnswer(HandshakeRule.ACCEPT_WRONG, "403"),
                new Cause.AnswerIsTls(),
                new Cause.NotHttp("407"),
                new Cause.UnreadableHttp("refused"),
                new Cause.BadRedirect(302, "x"),
                new Cause.NoHttp2Offered(),
                new Cause.NoHttp2(),
                new Cause.ProtocolViolation(new Violation(Rule.TEXT_UTF8, 0, 0)),
                new Cause.Reset("Connection reset by peer"),
                new Cause.TlsBroken("certificate"),
                new Cause.UnaskedAnswer(408),
                new Cause.AnswerTooLong(1),
                new Cause.UnreadableAnswer("x"),
                new Cause.RequestReset(8),
                new Cause.GoneAway(),
                new Cause.RequestNotTaken("x"),
                new Cause.Fault("certificate 407"));
    }

    @ParameterizedTest
    @MethodSource("onTheWay")
    void causeIsSeenAndItsMeaningIsTold(Cause cause, String meaning) {
        Finding finding = Unreachable.finding(cause, URL);
        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.seen()).isEqualTo(Clause.of(cause));
        assertThat(finding.meaning()).contains(meaning);
        assertThat(finding.remedy()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void causeThatOtherChecksTellIsGivenNoMeaningHere(Cause cause) {
        assertThat(Unreachable.finding(cause, URL).meaning()).isEqualTo("There is no connection.");
    }

    @Test
    void noCauseIsForgotten() {
        assertThat(Stream.concat(onTheWay().stream().map(row -> row.get()[0]), elsewhere().stream())
                        .map(Object::getClass)
                        .distinct())
                .containsExactlyInAnyOrder(Cause.class.getPermittedSubclasses());
    }

    @Test
    void portOfAProxyIsNotTakenForItsStatus() {
        Finding finding = Unreachable.finding(answered(HTTP, 502), URL);
        assertThat(finding.seen()).isEqualTo("the proxy http://127.0.0.1:40312 answered 502");
        assertThat(finding.facts()).isEmpty();
    }

    @Test
    void certificatesAndProxiesCiteTheirFacts() {
        assertThat(Unreachable.finding(new Cause.CertificateRefused(Flaw.UNTRUSTED, ""), URL)
                        .facts())
                .containsExactly("hs-selfsigned", "cc-1015");
        assertThat(Unreachable.finding(answered(HTTP, 403), URL).facts()).containsExactly("hs-squid-connect");
    }

    @Test
    void networkThatThisMachineDoesNotHaveIsItsOwn() {
        assertThat(Unreachable.isLocal(new Cause.NoRoute(SERVER, ""))).isTrue();
        assertThat(Unreachable.isLocal(new Cause.NoLocalSocket(Lack.LOCAL_PORTS, SERVER, "")))
                .isTrue();
        assertThat(Unreachable.isLocal(new Cause.ConnectFailed(SERVER, "network unreachable?")))
                .isFalse();
    }

    private static Cause noAnswer(Stage step, Peer peer) {
        return new Cause.NoAnswer(step, peer, WITHIN);
    }

    private static Cause answered(Proxy proxy, int status, String... schemes) {
        return new Cause.ProxyAnswered(proxy, status, "", List.of(schemes));
    }
}
