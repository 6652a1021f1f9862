package dev.parley.check.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.knowledge.Manner.Kind;
import dev.parley.protocol.Rule;
import dev.parley.protocol.Violation;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspectsTest {
    private static final Manner FIN = new Manner(Kind.FIN, 1006, "");
    private static final Manner TOO_BIG = new Manner(Kind.CLOSE_FRAME, 1009, "");
    private static final Hop NGINX = Hop.between("nginx", "");
    private static final Hop TOMCAT = Hop.server("Tomcat", "");

    private final Suspects suspects = new Suspects(Facts.load());

    @Test
    void whoWasSeenWithThatDefaultComesFirstAndTheOthersInOneClause() {
        List<Suspect> likely = suspects.idle(60.1, FIN, List.of(NGINX));
        assertThat(clauses(likely))
                .containsExactly(
                        "nginx proxy_read_timeout, whose default is 60 s",
                        "also matches the default of Apache httpd, AWS ALB, ingress-nginx (60 s), none of them seen on this path");
        assertThat(likely).extracting(Suspect::seen).containsExactly(true, false);
        assertThat(likely.get(1).fact().id()).isEqualTo("httpd-proxytimeout");
    }

    @Test
    void whoWasSeenWithAnotherDefaultMayHaveBeenSet() {
        assertThat(clauses(suspects.idle(3.02, FIN, List.of(NGINX))))
                .containsExactly("nginx proxy_read_timeout, if it is set to about 3 s (default 60 s)");
        assertThat(clauses(suspects.idle(4, FIN, List.of(Hop.between("HAProxy", "")))))
                .containsExactly(
                        "HAProxy timeout tunnel or else timeout client and server, if it is set to about 4 s (no default)");
    }

    @Test
    void onlyWhoWasNotSeenIsNamedWithItsSetting() {
        assertThat(clauses(suspects.idle(55, FIN, List.of())))
                .containsExactly("Heroku, whose default is 55 s; not seen on this path");
    }

    @Test
    void aPingIntervalIsNoIdleLimit() {
        assertThat(suspects.idle(20, FIN, List.of())).isEmpty();
        assertThat(suspects.idle(40, FIN, List.of(Hop.server("uvicorn", "")))).isEmpty();
        assertThat(clauses(
                        suspects.idle(40, new Manner(Kind.CLOSE_FRAME, 1011, ""), List.of(Hop.server("uvicorn", "")))))
                .containsExactly("uvicorn --ws-ping-timeout, whose default is 40 s");
    }

    @Test
    void aLimitOnAgeThatLooksAlikeComesLast() {
        List<Suspect> likely = suspects.idle(30, FIN, List.of(TOMCAT));
        assertThat(clauses(likely))
                .containsExactly("GCP external HTTP(S) LB timeoutSec: a limit of 30 s on age; not seen on this path");
        assertThat(suspects.idle(30, FIN, List.of()))
                .extracting(suspect -> suspect.fact().id())
                .endsWith("gcp-lb")
                .doesNotContain("jetty-idlebug");
    }

    @Test
    void aServerThatWasNotSeenIsNoSuspectIfAnotherWas() {
        assertThat(suspects.idle(90, FIN, List.of(TOMCAT))).isEmpty();
        assertThat(ids(suspects.idle(90, FIN, List.of(NGINX)))).contains("undertow-readtimeout");
        assertThat(ids(suspects.messageSize(65_536, false, TOO_BIG, List.of(Hop.server("WildFly", "")))))
                .containsExactly("undertow-msg");
    }

    @Test
    void codeThatMayNotBeSentIsThatOfLiberty() {
        Hop liberty = Hop.server("Open Liberty", "");
        assertThat(clauses(suspects.idle(4, new Manner(Kind.CLOSE_FRAME, 1006, ""), List.of(liberty))))
                .containsExactly("Open Liberty Session.setMaxIdleTimeout, if it is set to about 4 s (no default)");
        assertThat(suspects.idle(4, FIN, List.of(liberty))).isEmpty();
    }

    @Test
    void codeThatMayNotBeSentIsReadFromTheEnd() {
        Ended end = new Ended(
                0,
                Ended.How.PROTOCOL_ERROR,
                null,
                null,
                null,
                false,
                0,
                new Cause.ProtocolViolation(new Violation(Rule.CLOSE_CODE, 1006, 0)));
        assertThat(Manner.of(end)).isEqualTo(new Manner(Kind.CLOSE_FRAME, 1006, ""));
    }

    @Test
    void nobodyIsSuspectedOfANumberThatNobodyHas() {
        assertThat(suspects.idle(47, FIN, List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30   | CLOSE_FRAME | 1001 | Connection Idle Timeout                                                | jetty-idle
            12   | CLOSE_FRAME | 1001 | The WebSocket session [4] timeout expired                              | tomcat-idle
            12   | CLOSE_FRAME | 1000 | Session closed by the container because of the idle timeout.           | tyrus-idle
            40   | CLOSE_FRAME | 1011 | keepalive ping timeout                                                 | py-ping
            100  | FIN         | 1006 | ''                                                                     | cloudflare-idle
            350  | SWALLOWED   | 1006 | ''                                                                     | nlb
            90   | FIN         | 1006 | ''                                                                     | undertow-readtimeout
            300  | RST         | 1006 | ''                                                                     | envoy-stream-idle
            """)
    void timeAndMannerNameTheLikeliest(double seconds, Kind kind, int code, String reason, String id) {
        assertThat(ids(suspects.idle(seconds, new Manner(kind, code, reason), List.of())))
                .startsWith(id);
    }

    @Test
    void aProxyThatPassesBytesOnIsNotSuspectedOfACloseFrame() {
        assertThat(suspects.idle(60, new Manner(Kind.CLOSE_FRAME, 1001, "bye"), List.of(NGINX)))
                .noneMatch(suspect -> suspect.fact().hop().equals("nginx"));
    }

    @Test
    void anEndpointThatSaysGoodbyeIsNotSuspectedOfAFin() {
        assertThat(suspects.idle(30, FIN, List.of(Hop.server("Jetty", ""))))
                .noneMatch(suspect -> suspect.fact().id().equals("jetty-idle"));
    }

    @Test
    void anAgeIsAnothersLimit() {
        assertThat(suspects.lifetime(30.2, FIN, List.of()))
                .extracting(suspect -> suspect.fact().id())
                .containsExactly("gcp-lb");
    }

    @Test
    void sizeNamesWhoseDefaultItIs() {
        assertThat(clauses(suspects.messageSize(8192, false, TOO_BIG, List.of(TOMCAT))))
                .containsExactly("Tomcat textBufferSize, whose default is 8,192 bytes");
        assertThat(clauses(suspects.messageSize(8192, false, TOO_BIG, List.of())))
                .containsExactly(
                        "matches the default of Tomcat, Spring on Tomcat (8,192 bytes), none of them seen on this path");
        assertThat(ids(suspects.messageSize(32_768, true, TOO_BIG, List.of()))).contains("apigw-frame");
    }

    @Test
    void serverThatWasSeenMayHaveAnotherLimitThanItsDefault() {
        assertThat(clauses(suspects.messageSize(20_000, false, TOO_BIG, List.of(TOMCAT))))
                .containsExactly("Tomcat textBufferSize, if it is set to 20,000 bytes (default 8,192 bytes)");
        assertThat(clauses(suspects.messageSize(20_000, false, TOO_BIG, List.of(Hop.server("WildFly", "")))))
                .containsExactly(
                        "WildFly (Undertow) Session.setMaxTextMessageBufferSize, if it is set to 20,000 bytes (no default)");
    }

    @Test
    void limitThatClosesWith1009IsNotSuspectedOfAFinNorTheOtherWayRound() {
        assertThat(suspects.messageSize(8192, false, FIN, List.of(TOMCAT))).isEmpty();
        assertThat(ids(suspects.messageSize(16_384, false, FIN, List.of()))).containsExactly("uws");
        assertThat(suspects.messageSize(16_384, false, TOO_BIG, List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1009 | The decoded text message was too big for the output buffer and the endpoint does not support partial messages | tomcat-msg
            1009 | The message was [9000] bytes long but the MessageHandler has a limit of [8192] bytes | tomcat-msg
            1009 | Max payload size exceeded                            | ws-node
            1009 | frame with 2000000 bytes exceeds limit of 1048576 bytes | py
            1009 | message too big                                      | tornado-msg
            1009 | Max frame length of 65536 has been exceeded.         | netty
            1009 | Text message too large: 65,537 > 65,536              | jetty-msg
            1009 | Cannot handle payload lengths larger than 65536      | jetty-frame
            1009 | Too big.                                             | tyrus-1009
            1011 | Buffer overflow.                                     | tyrus-buf
            """)
    void reasonNamesWhoseLimitItIs(int code, String reason, String id) {
        assertThat(ids(suspects.messageSize(12_345, false, new Manner(Kind.CLOSE_FRAME, code, reason), List.of())))
                .containsExactly(id);
    }

    @Test
    void ofSeveralWhoGiveAReasonTheOneThatWasSeenIsNamed() {
        Manner manner = new Manner(Kind.CLOSE_FRAME, 1011, "keepalive ping timeout");
        assertThat(clauses(suspects.idle(40, manner, List.of(Hop.server("uvicorn", "")))))
                .containsExactly("uvicorn --ws-ping-timeout, by the reason that it gives");
    }

    @Test
    void hopThatHasNoPlaceComesAloneAndShowsTheSum() {
        assertThat(clauses(suspects.connections(31, new Refused(Refused.Kind.HTTP, 500), List.of(TOMCAT, NGINX))))
                .containsExactly("nginx: each WebSocket takes two of worker_connections: 2 x 31 + 2 is 64 or 65");
        assertThat(clauses(suspects.connections(
                        10, new Refused(Refused.Kind.HANGS, 0), List.of(TOMCAT, Hop.between("HAProxy", "")))))
                .containsExactly("HAProxy maxconn: TCP connects and the handshake hangs");
        assertThat(clauses(suspects.connections(10, new Refused(Refused.Kind.HANGS, 0), List.of(TOMCAT))))
                .containsExactly("Tomcat maxConnections: TCP connects and the handshake hangs (default 8,192)");
        assertThat(ids(suspects.connections(10, new Refused(Refused.Kind.HANGS, 0), List.of())))
                .contains("httpd-mrw", "haproxy-maxconn", "tomcat-maxconn");
    }

    @Test
    void everyClauseFitsALine() {
        Facts facts = Facts.load();
        SoftAssertions all = new SoftAssertions();
        for (Fact fact : facts.facts()) {
            if (fact.shows() == null) {
                continue;
            }
            Hop there = new Hop(fact.hop(), "", fact.server() ? Hop.Place.SERVER : Hop.Place.BETWEEN);
            double limit = Math.max(1, fact.number());
            for (List<Hop> seen : List.of(List.of(there), List.<Hop>of())) {
                List<Suspect> some = new ArrayList<>();
                for (Manner manner : manners(fact)) {
                    for (double number : List.of(limit, limit + 12_345)) {
                        some.addAll(suspects.idle(number, manner, seen));
                        some.addAll(suspects.lifetime(number, manner, seen));
                        some.addAll(suspects.messageSize((long) number, false, manner, seen));
                    }
                }
                for (Refused.Kind kind : Refused.Kind.values()) {
                    for (int code : List.of(0, 429, 500, 503, 1006, 1008, 1013)) {
                        some.addAll(suspects.connections(10_000, new Refused(kind, code), seen));
                    }
                }
                all.assertThat(clauses(some)).as(fact.id()).isNotEmpty().allSatisfy(clause -> assertThat(clause)
                        .hasSizeLessThanOrEqualTo(Suspect.MOST_CHARACTERS));
            }
        }
        all.assertAll();
    }

    private static List<Manner> manners(Fact fact) {
        List<Manner> manners = new ArrayList<>(List.of(FIN, new Manner(Kind.SWALLOWED, 1006, "")));
        Matcher codes = Pattern.compile("close (\\d+)").matcher(fact.shows());
        while (codes.find()) {
            manners.add(new Manner(Kind.CLOSE_FRAME, Integer.parseInt(codes.group(1)), ""));
        }
        return manners;
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP, 500, nginx, nginx-workers",
        "HANGS, 0, HAProxy, haproxy-maxconn",
        "HANGS, 0, Apache httpd, httpd-mrw",
        "HANGS, 0, Tomcat, tomcat-maxconn",
        "CLOSED, 1013, Payara, tyrus-maxsess",
        "TCP_REFUSED, 0, nginx, nginx-workers",
        "OWN_LIMIT, 0, '', fd"
    })
    void refusalOfOneConnectionMoreNamesWhoDoesThat(Refused.Kind kind, int code, String hop, String id) {
        assertThat(suspects.connections(100, new Refused(kind, code), List.of(Hop.between(hop, "")))
                        .get(0)
                        .fact()
                        .id())
                .isEqualTo(id);
    }

    private static List<String> clauses(List<Suspect> suspects) {
        return suspects.stream().map(Suspect::clause).toList();
    }

    private static List<String> ids(List<Suspect> suspects) {
        return suspects.stream().map(suspect -> suspect.fact().id()).toList();
    }
}
