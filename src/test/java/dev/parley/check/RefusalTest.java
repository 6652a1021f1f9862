package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.check.Try.Way;
import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.HandshakeRule;
import dev.parley.protocol.Header;
import dev.parley.wire.Cause;
import dev.parley.wire.Stage;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Invented refusals. */
class RefusalTest {
    private static final Cause SILENCE =
            new Cause.NoAnswer(Stage.HANDSHAKE, new Cause.Peer("h:80", false), Duration.ofSeconds(3));
    private static final Hop NGINX = Hop.between("nginx", "the answer says 'Server: nginx/1.22.1'");

    @Test
    void sameAnswerToAPlainGetMeansThatTheUpgradeWasLost() {
        Try given = answered(Way.GIVEN, 400, "no upgrade here");
        Finding finding = find(given, List.of(answered(Way.PLAIN, 400, "no upgrade here")), NGINX);
        assertThat(finding.seen()).isEqualTo("HTTP 400, the same as to a plain GET");
        assertThat(finding.meaning()).contains("does not pass on the Upgrade and Connection headers");
        assertThat(finding.suspects()).containsExactly("nginx: the answer says 'Server: nginx/1.22.1'");
        assertThat(finding.configurations()).isNotEmpty().allSatisfy(lines -> assertThat(lines.hop())
                .isEqualTo("nginx"));
        assertThat(finding.configurations().toString()).contains("proxy_set_header Upgrade $http_upgrade;");
        assertThat(finding.facts()).contains("hs-nginx-no-headers");
    }

    @Test
    void anotherAnswerToAPlainGetDoesNot() {
        Finding finding =
                find(answered(Way.GIVEN, 400, "bad parameter"), List.of(answered(Way.PLAIN, 400, "not an upgrade")));
        assertThat(finding.meaning()).contains("or the endpoint wants a parameter");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO_EXTENSIONS   | 'but accepted without'    | permessage-deflate
            NO_ORIGIN       | 'but accepted without'    | pages of this origin
            OWN_ORIGIN      | 'but accepted without'    | wants an Origin
            NO_SUBPROTOCOLS | 'but accepted without'    | subprotocol
            OTHER_PATH      | 'but accepted without'    | no WebSocket endpoint under the path
            REDIRECT        | 'but accepted without'    | Browsers do not follow redirects
            OTHER_SCHEME    | 'but accepted without'    | other scheme
            FIREFOX         | 'but accepted without'    | whole Connection header
            """)
    void whatIsAcceptedAnotherWayIsShownAndNotGuessed(Way way, String seen, String meaning) {
        Finding finding =
                find(answered(Way.GIVEN, 404, "no"), List.of(answered(Way.PLAIN, 403, ""), accepted(way, "without")));
        assertThat(finding.seen()).isEqualTo("HTTP 404, " + seen);
        assertThat(finding.meaning()).contains(meaning);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | wants credentials
            403 | not allowed
            404 | nothing under that path
            407 | proxy on the way wants credentials
            429 | Too many handshakes
            500 | A fault in the server
            502 | cannot reach the server behind it
            503 | full or stopping
            504 | gave no answer in time
            418 | no WebSocket
            """)
    void statusSaysWhatItUsuallyMeans(int status, String meaning) {
        Finding finding = find(answered(Way.GIVEN, status, ""), List.of());
        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.seen()).isEqualTo("HTTP " + status);
        assertThat(finding.meaning()).contains(meaning);
        assertThat(finding.remedy()).isNotEmpty();
    }

    @Test
    void whatIsAcceptedTheSecondTimeComesAndGoes() {
        Finding finding = find(
                answered(Way.GIVEN, 503, ""),
                List.of(accepted(Way.GIVEN, "the same again"), accepted(Way.NO_EXTENSIONS, "without extensions")));
        assertThat(finding.seen()).isEqualTo("HTTP 503, and accepted when it was sent again");
        assertThat(finding.meaning()).startsWith("It comes and goes");
    }

    @Test
    void anotherPathIsNoCureForWantOfCredentials() {
        Finding finding = find(answered(Way.GIVEN, 401, ""), List.of(accepted(Way.OTHER_PATH, "the path /ws")));
        assertThat(finding.meaning()).startsWith("It wants credentials");
    }

    @Test
    void notFoundBehindAHopMayBeALostUpgrade() {
        Try given = answered(Way.GIVEN, 404, "Cannot GET /ws");
        Finding finding = find(given, List.of(answered(Way.PLAIN, 404, "Cannot GET /ws")), NGINX);
        assertThat(finding.meaning()).startsWith("Either there is nothing under that path, or a hop");
        assertThat(finding.configurations()).isNotEmpty();
        Try own = answered(Way.GIVEN, 404, "<center>nginx/1.22.1</center>");
        assertThat(find(own, List.of(answered(Way.PLAIN, 404, "<center>nginx/1.22.1</center>")), NGINX)
                        .meaning())
                .startsWith("There is nothing under that path");
    }

    @Test
    void badRequestOfAServerAloneIsNoLostUpgrade() {
        Try given = answered(Way.GIVEN, 400, "missing parameter 'room'");
        assertThat(find(given, List.of(answered(Way.PLAIN, 400, "missing parameter 'room'")))
                        .meaning())
                .contains("or the endpoint wants a parameter");
    }

    @Test
    void noSecretGoesWithoutTls() {
        WireSettings given = WireSettings.to(WebSocketUrl.parse("wss://h/ws?token=secret"))
                .headers(List.of(new Header("Authorization", "Bearer secret"), new Header("Cookie", "id=secret")))
                .subprotocols(List.of("bearer", "secret"));
        assertThat(Ways.otherScheme(given)).isEqualTo(WireSettings.to(new WebSocketUrl(false, "h", 443, "/ws")));
    }

    @Test
    void internalErrorOfNginxMayBeItsConnections() {
        Finding finding = find(answered(Way.GIVEN, 500, ""), List.of(), NGINX);
        assertThat(finding.meaning()).contains("worker_connections");
        assertThat(finding.facts()).containsExactly("nginx-workers");
    }

    @Test
    void silenceIsNamedByWhatAPlainGetGets() {
        Try given = unanswered(Way.GIVEN, SILENCE);
        assertThat(find(given, List.of(unanswered(Way.PLAIN, SILENCE))).meaning())
                .contains("nobody takes the request");
        assertThat(find(given, List.of(answered(Way.PLAIN, 200, ""))).meaning())
                .contains("Ordinary requests are answered");
    }

    @Test
    void every101ThatIsNoneSaysWhy() {
        Finding finding = find(
                new Try(
                        Way.GIVEN,
                        "as given",
                        false,
                        101,
                        "",
                        "",
                        new Cause.InvalidAnswer(HandshakeRule.ACCEPT_WRONG, "x")),
                List.of());
        assertThat(finding.seen()).contains("does not answer the key");
        assertThat(finding.meaning()).contains("RFC 6455 section 4.2.2");
    }

    @ParameterizedTest
    @MethodSource("unanswered")
    void whatCameInPlaceOfAnAnswerSaysWhatListensThere(Cause cause, String seen, String meaning) {
        Finding finding = find(unanswered(Way.GIVEN, cause), List.of(answered(Way.PLAIN, 200, "")));
        assertThat(finding.seen()).isEqualTo(seen);
        assertThat(finding.meaning()).contains(meaning);
    }

    static List<Arguments> unanswered() {
        return List.of(
                arguments(new Cause.AnswerIsTls(), "the answer is TLS, not HTTP", "that port is for TLS"),
                arguments(
                        new Cause.NotHttp("SSH-2.0, and no answer to the handshake within 3s"),
                        "the answer is not HTTP: 'SSH-2.0, and no answer to the handshake within 3s'",
                        "Something other than a web server"),
                arguments(
                        new Cause.UnreadableHttp("line is TLS, not HTTP"),
                        "the answer is HTTP that cannot be read: line is TLS, not HTTP",
                        "breaks its rules"),
                arguments(
                        new Cause.EndedDuring(Stage.HANDSHAKE, ""),
                        "the connection was ended by the other side instead of an answer to the handshake",
                        "ended without a word"));
    }

    @Test
    void redirectThatWasFollowedToNowhereSaysSo() {
        assertThat(find(answered(Way.GIVEN, 301, ""), List.of()).meaning())
                .contains("Following this one led to no WebSocket either");
    }

    @Test
    void httpOnAPortForTlsIsKnownByTheBodyOfItsAnswer() {
        assertThat(find(answered(Way.GIVEN, 400, "Client sent an HTTP request to an HTTPS server."), List.of())
                        .seen())
                .isEqualTo("HTTP 400: TLS is spoken there");
    }

    private static Try answered(Way way, int status, String body) {
        return new Try(way, "as given", false, status, "", body, new Cause.HttpStatus(status));
    }

    private static Try accepted(Way way, String what) {
        return new Try(way, what, true, 101, "", "", null);
    }

    private static Try unanswered(Way way, Cause cause) {
        return new Try(way, "as given", false, 0, "", "", cause);
    }

    private static Finding find(Try given, List<Try> tries, Hop... hops) {
        return Refusals.finding(new Refusal(given, tries, false, List.of(hops)), Facts.load());
    }
}
