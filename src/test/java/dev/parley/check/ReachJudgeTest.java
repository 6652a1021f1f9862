package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.ReachSeen.Agreed;
import dev.parley.check.ReachSeen.Certificate;
import dev.parley.check.ReachSeen.Tried;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Stage;
import dev.parley.wire.Step;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Invented ways, good and bad. */
class ReachJudgeTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final WebSocketUrl URL = WebSocketUrl.parse("wss://h/ws");
    private static final InetAddress FOUR = address(10, 0, 0, 1);
    private static final InetAddress OTHER = address(10, 0, 0, 2);
    private static final InetAddress SIX = address(0x20, 1, 0xD, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    private static final Cause TIMED_OUT =
            new Cause.NoAnswer(Stage.TCP, new Cause.Peer("10.0.0.2:443", false), Duration.ofSeconds(5));
    private static final Cause NO_ROUTE =
            new Cause.NoRoute(new Cause.Peer("[2001:db8::1]:443", false), "Network is unreachable");
    private static final Cause EXPIRED =
            new Cause.CertificateRefused(Cause.CertificateRefused.Flaw.NOT_VALID_NOW, "NotAfter: x");

    private final List<Step> steps = new ArrayList<>();

    @Test
    void summaryTellsTheTimesWithTheAddressFirst() {
        step(Stage.DNS, 2, "10.0.0.1");
        step(Stage.TCP, 3, "10.0.0.1:443");
        step(Stage.TLS, 20, "TLSv1.3");
        step(Stage.HANDSHAKE, 5, "HTTP 101");
        Judgement result = judge(null, List.of(FOUR), List.of(), null, null);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).isEqualTo("10.0.0.1:443 in 3.00 ms, DNS 2.00 ms, TLS 20.0 ms");
        assertThat(result.figures()).containsEntry("addresses", List.of("10.0.0.1"));
        assertThat(result.figures())
                .containsAllEntriesOf(Map.of("dns_ms", 2.0, "tcp_ms", 3.0, "tls_ms", 20.0, "handshake_ms", 5.0));
    }

    @Test
    void proxyIsNamed() {
        step(Stage.TCP, 1, "10.0.0.9:3128");
        step(Stage.PROXY, 4, "http://proxy:3128");
        assertThat(judge(null, List.of(), List.of(), null, null).summary())
                .isEqualTo("10.0.0.9:3128 in 1.00 ms, through http://proxy:3128 in 4.00 ms");
    }

    @Test
    void addressThatDoesNotAnswerIsAWarning() {
        Judgement result =
                judge(null, List.of(FOUR, OTHER), List.of(took(FOUR, 3), new Tried(OTHER, 0, TIMED_OUT)), null, null);
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.summary())
                .isEqualTo(
                        "an address of the name does not answer: IPv4 10.0.0.2: no answer from 10.0.0.2:443 within 5s");
        assertThat(result.details()).containsExactly("IPv4 10.0.0.1 in 3.00 ms");
    }

    @Test
    void networkThatThisMachineDoesNotHaveIsNoFaultOfTheServer() {
        Judgement result =
                judge(null, List.of(SIX, FOUR), List.of(new Tried(SIX, 0, NO_ROUTE), took(FOUR, 3)), null, null);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.details())
                .containsExactly(
                        "IPv6 2001:db8:0:0:0:0:0:1: [2001:db8::1]:443: Network is unreachable",
                        "IPv4 10.0.0.1 in 3.00 ms");
    }

    @Test
    void oneOfTheTwoLoopbackAddressesIsEnough() {
        InetAddress loopback = address(127, 0, 0, 1);
        InetAddress other = address(127, 0, 0, 2);
        Judgement result = judge(
                null, List.of(other, loopback), List.of(new Tried(other, 0, TIMED_OUT), took(loopback, 1)), null, null);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.details()).hasSize(2);
    }

    @Test
    void certificateIsToldWithTheDaysThatAreLeft() {
        Judgement result = judge(null, List.of(), List.of(), agreed("CN=CA", 100), null);
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.details())
                .containsExactly(
                        "TLSv1.3, TLS_AES_256_GCM_SHA384; ALPN http/1.1; HTTP/2 is offered, too",
                        "certificate of CN=h, issued by CN=CA, valid until 2027-03-04T12:00:00Z, 100 days left");
        assertThat(result.figures())
                .containsEntry("certificate_days_left", 100L)
                .containsEntry("certificate_self_signed", false)
                .containsEntry("h2_offered", true)
                .containsEntry("tls_version", "TLSv1.3");
    }

    @Test
    void certificateThatExpiresSoonIsAWarning() {
        Judgement result = judge(null, List.of(), List.of(), agreed("CN=h", 1), null);
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.summary()).isEqualTo("the certificate is valid for 1 day more");
        assertThat(result.details().get(1)).contains("CN=h, self-signed, valid until");
    }

    @Test
    void certificateThatWasRefusedIsShownAndIsNoSecondFinding() {
        Judgement result = judge(EXPIRED, List.of(FOUR), List.of(), agreed("CN=CA", -3), null);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.findings()).hasSize(1);
        assertThat(result.summary()).startsWith("the server's certificate is not valid now");
        assertThat(result.details().get(1)).endsWith("expired on 2026-11-21T12:00:00Z");
        assertThat(result.figures()).containsEntry("step", "TLS").doesNotContainKey("addresses");
    }

    @Test
    void whatInsecureHidIsAWarning() {
        Judgement result = judge(null, List.of(), List.of(), agreed("CN=h", 100), EXPIRED);
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.summary())
                .isEqualTo("not verified (--insecure): the server's certificate is not valid now: NotAfter: x");
    }

    private Judgement judge(Cause cause, List<InetAddress> resolved, List<Tried> tried, Agreed tls, Cause strictly) {
        return ReachJudge.of(
                new ReachSeen(URL, steps, cause == null ? null : ended(cause), resolved, tried, tls, strictly), NOW);
    }

    private void step(Stage kind, long millis, String detail) {
        steps.add(new Step(kind, 0, millis * 1_000_000, detail));
    }

    private static Tried took(InetAddress address, long millis) {
        return new Tried(address, millis * 1_000_000, null);
    }

    private static Agreed agreed(String issuer, int days) {
        Certificate certificate =
                new Certificate("CN=h", issuer, issuer.equals("CN=h"), NOW.plus(Duration.ofDays(days)));
        return new Agreed("TLSv1.3", "TLS_AES_256_GCM_SHA384", "http/1.1", true, certificate);
    }

    private static Ended ended(Cause cause) {
        return new Ended(0, Ended.How.NO_CONNECTION, Stage.TLS, null, null, false, 0, cause);
    }

    private static InetAddress address(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
