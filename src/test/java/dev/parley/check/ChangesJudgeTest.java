package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invented handshakes, as they were sent and as they arrived. */
class ChangesJudgeTest {
    private static final Hop NGINX = Hop.between("nginx", "an answer says 'Server: nginx/1.22.1'");

    private final Map<String, String> sent = new LinkedHashMap<>(Map.of("host", "h:80"));
    private final Map<String, String> received = new LinkedHashMap<>(Map.of("host", "h:80"));

    @Test
    void whatArrivesAsItWasSentIsOk() {
        Judgement result = judge(arrival("HTTP/1.1", true, true));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).isEqualTo("nothing: the handshake arrives as it was sent");
        assertThat(result.details()).containsExactly("the server sees 10.0.0.7 as the client, and http as the scheme");
        assertThat(result.figures()).containsEntry("changed", List.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            origin                   | has to let in all of them or none
            cookie                   | does not know who connects
            authorization            | does not know who connects
            sec-websocket-protocol   | cannot agree on a subprotocol
            sec-websocket-extensions | No compression is agreed on
            x-parley-check           | application's own headers do not reach
            """)
    void lossOfAHeaderThatMattersIsAWarningWithItsMeaning(String name, String meaning) {
        sent.put(name, "value");
        Judgement result = judge(arrival("HTTP/1.1", false, false));
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.seen()).isEqualTo("the path drops " + name);
            assertThat(finding.meaning()).contains(meaning);
        });
        received.put(name, "other");
        assertThat(judge(arrival("HTTP/1.1", false, false)).findings())
                .singleElement()
                .extracting(Finding::seen)
                .isEqualTo("the path changes " + name);
    }

    @Test
    void whatHopsAddAndRewriteIsToldAndNoWarning() {
        received.put("host", "backend");
        received.put("x-forwarded-for", "10.0.0.7");
        sent.put("accept-language", "de");
        Judgement result = judge(arrival("HTTP/1.1", false, false));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).isEqualTo("rewrote host, dropped accept-language, added x-forwarded-for");
        assertThat(result.details())
                .contains(
                        "rewritten: host: h:80 became host: backend",
                        "dropped: accept-language: de",
                        "added: x-forwarded-for: 10.0.0.7");
    }

    @Test
    void connectionMaySayMoreOnEachHop() {
        sent.put("connection", "Upgrade");
        received.put("connection", "keep-alive, upgrade");
        assertThat(judge(arrival("HTTP/1.1", false, false)).verdict()).isEqualTo(Verdict.OK);
        received.put("connection", "close");
        assertThat(judge(arrival("HTTP/1.1", false, false)).summary()).isEqualTo("rewrote connection");
    }

    @Test
    void valuesOfSecretHeadersAreNotShown() {
        sent.put("cookie", "id=hunter22");
        assertThat(judge(arrival("HTTP/1.1", false, false)).details().toString())
                .contains("dropped: cookie: …")
                .doesNotContain("hunter22");
    }

    @Test
    void oldHttpNamesTheLinesOfTheHopThatWasSeen() {
        Finding finding =
                judge(arrival("HTTP/1.0", false, false), NGINX).findings().get(0);
        assertThat(finding.seen()).isEqualTo("the server receives HTTP/1.0");
        assertThat(finding.facts()).containsExactly("hs-nginx-http10");
        assertThat(finding.configurations()).isNotEmpty().allSatisfy(lines -> assertThat(lines.hop())
                .isEqualTo("nginx"));
    }

    @Test
    void newerHttpIsNoFault() {
        Judgement result = judge(arrival("HTTP/2.0", false, false));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.details()).contains("the server receives HTTP/2.0 (WebSocket over it: RFC 8441, RFC 9220)");
    }

    @Test
    void compressionThatOnlyTheServerKnowsOfFails() {
        Judgement result = judge(arrival("HTTP/1.1", true, false));
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.findings().get(0).facts()).containsExactly("hs-deflate-rsv");
    }

    @Test
    void bothSidesAreReadWithSeveralHeadersOfOneNameJoined() {
        ChangesSeen arrival = ChangesSeen.of(
                "GET /request HTTP/1.1\r\nHost: h\r\nCookie: a=1\r\nCOOKIE: b=2\r\n\r\n"
                        .getBytes(StandardCharsets.UTF_8),
                JsonParser.parseString(
                                "{\"headers\": {\"Host\": [\"h\"], \"Cookie\": [\"a=1\", \"b=2\"]}, \"scheme\": \"ws\"}")
                        .getAsJsonObject(),
                null);
        assertThat(arrival.sent()).isEqualTo(Map.of("host", "h", "cookie", "a=1, b=2"));
        assertThat(arrival.received()).isEqualTo(arrival.sent());
        assertThat(arrival.scheme()).isEqualTo("ws");
        assertThat(arrival.remoteAddress()).isEqualTo("?");
        assertThat(arrival.compresses()).isFalse();
        assertThat(arrival.agreementArrived()).isFalse();
    }

    private ChangesSeen arrival(String version, boolean compresses, boolean agreementArrived) {
        return new ChangesSeen(sent, received, version, "10.0.0.7", "http", compresses, agreementArrived);
    }

    private static Judgement judge(ChangesSeen arrival, Hop... hops) {
        return new ChangesJudge(Facts.load()).of(arrival, List.of(hops));
    }
}
