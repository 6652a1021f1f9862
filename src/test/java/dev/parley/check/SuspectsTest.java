package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.Manner.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspectsTest {
    private static final Manner FIN = new Manner(Kind.FIN, 1006, "");
    private static final Hop NGINX = new Hop("nginx", "", false);
    private static final Hop TOMCAT = new Hop("Tomcat", "", true);

    private final Suspects suspects = new Suspects(Facts.load());

    @Test
    void whoWasSeenWithThatDefaultComesFirst() {
        List<Suspect> likely = suspects.idle(60.1, FIN, List.of(NGINX));
        assertThat(likely.get(0).clause()).isEqualTo("nginx proxy_read_timeout, whose default is 60 s");
        assertThat(likely.get(0).seen()).isTrue();
        assertThat(likely.subList(1, likely.size()))
                .extracting(Suspect::clause)
                .anyMatch(clause -> clause.equals(
                        "AWS ALB idle_timeout.timeout_seconds (1-4000), whose default is 60 s; not seen on this path"));
    }

    @Test
    void whoWasSeenWithAnotherDefaultMayHaveBeenSet() {
        assertThat(suspects.idle(3.02, FIN, List.of(NGINX)))
                .extracting(Suspect::clause)
                .containsExactly("nginx proxy_read_timeout, set to about 3 s here (its default is 60 s)");
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
            350  | SWALLOWED   | 1006 | ''                                                                     | aws-nat
            90   | FIN         | 1006 | ''                                                                     | undertow-readtimeout
            55   | FIN         | 1006 | ''                                                                     | heroku
            """)
    void timeAndMannerNameTheLikeliest(double seconds, Kind kind, int code, String reason, String id) {
        assertThat(suspects.idle(seconds, new Manner(kind, code, reason), List.of()))
                .extracting(suspect -> suspect.fact().id())
                .contains(id);
        if (!reason.isEmpty()) {
            assertThat(suspects.idle(seconds, new Manner(kind, code, reason), List.of())
                            .get(0)
                            .fact()
                            .id())
                    .isEqualTo(id);
        }
    }

    @Test
    void aProxyThatPassesBytesOnIsNotSuspectedOfACloseFrame() {
        assertThat(suspects.idle(60, new Manner(Kind.CLOSE_FRAME, 1001, "bye"), List.of(NGINX)))
                .noneMatch(suspect -> suspect.fact().hop().equals("nginx"));
    }

    @Test
    void anEndpointThatSaysGoodbyeIsNotSuspectedOfAFin() {
        assertThat(suspects.idle(30, FIN, List.of(new Hop("Jetty", "", true))))
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
        List<Suspect> likely =
                suspects.messageSize(8192, false, new Manner(Kind.CLOSE_FRAME, 1009, ""), List.of(TOMCAT));
        assertThat(likely.get(0).fact().id()).isEqualTo("tomcat-msg");
        assertThat(likely.get(0).clause()).endsWith("whose default is 8,192 bytes");
        assertThat(suspects.messageSize(8193, false, FIN, List.of(TOMCAT))).isEmpty();
        assertThat(suspects.messageSize(32_768, true, FIN, List.of()))
                .extracting(suspect -> suspect.fact().id())
                .contains("apigw-frame");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP, 500, nginx, nginx-workers",
        "HANGS, 0, HAProxy, haproxy-maxconn",
        "HANGS, 0, Apache httpd, httpd-mrw",
        "HANGS, 0, Tomcat, tomcat-maxconn",
        "CLOSED, 1013, Tyrus, tyrus-maxsess",
        "OWN_LIMIT, 0, '', fd"
    })
    void refusalOfOneConnectionMoreNamesWhoDoesThat(Refused.Kind kind, int code, String hop, String id) {
        assertThat(suspects.connections(100, new Refused(kind, code), List.of(new Hop(hop, "", false)))
                        .get(0)
                        .fact()
                        .id())
                .isEqualTo(id);
    }
}
