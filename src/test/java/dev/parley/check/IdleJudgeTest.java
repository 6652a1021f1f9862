package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.check.knowledge.Manner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Invented watches. */
class IdleJudgeTest {
    private static final Duration BOUND = Duration.ofSeconds(70);
    private static final Hop NGINX = Hop.between("nginx", "the answer says 'Server: nginx/1.22.1'");
    private static final Manner FIN = new Manner(Manner.Kind.FIN, 1006, "");

    private final List<Watched> all = new ArrayList<>();

    @Test
    void nothingCutIsOk() {
        for (Keeping keeping : Keeping.values()) {
            lives(keeping);
        }
        Judgement result = judge();
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).isEqualTo("no connection was cut within 70.0 s, not even a silent one");
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void silentOneCutNamesTheTimeTheMannerAndTheHop() {
        cut(Keeping.NOTHING, 60, 60);
        lives(Keeping.CLIENT_DATA);
        lives(Keeping.CLIENT_PINGS);
        lives(Keeping.SERVER_PINGS);
        lives(Keeping.EVERYTHING);
        Finding finding = only(judge(NGINX), Verdict.WARNING);
        assertThat(finding.seen())
                .isEqualTo("a silent connection is cut after 60.0 s: FIN, without a close frame (1006)");
        assertThat(finding.meaning())
                .isEqualTo("Only a silent connection is cut: anything that goes over it, either way, keeps it open.");
        assertThat(finding.suspects().get(0)).contains("nginx").contains("proxy_read_timeout");
        assertThat(finding.facts()).startsWith("nginx-read-timeout");
        assertThat(finding.remedy()).startsWith("Let either side ping every 30 s, well below the limit");
        assertThat(finding.configurations())
                .anySatisfy(lines -> assertThat(lines.lines().toString()).contains("proxy_read_timeout"));
    }

    @Test
    void pingsThatDoNotCountAreNotRecommended() {
        cut(Keeping.NOTHING, 10, 10);
        cut(Keeping.CLIENT_PINGS, 10, 0.5);
        lives(Keeping.EVERYTHING);
        Finding finding = only(judge(), Verdict.WARNING);
        assertThat(finding.meaning()).endsWith("It was not kept open by client pings.");
        assertThat(finding.remedy())
                .startsWith("Pings do not count here: let the application send a message every 5 s");
    }

    @Test
    void busyOneCutIsALimitOnAgeAndFails() {
        cut(Keeping.NOTHING, 30, 30);
        cut(Keeping.CLIENT_PINGS, 30, 0.2);
        cut(Keeping.EVERYTHING, 30.1, 0.2);
        Finding finding = only(judge(), Verdict.FAILED);
        assertThat(finding.seen())
                .isEqualTo(
                        "a connection is cut after 30.1 s though messages go both ways all the time: FIN, without a close"
                                + " frame (1006)");
        assertThat(finding.meaning()).startsWith("The limit is on its age: a silent one and a busy one are cut alike");
        assertThat(finding.facts()).contains("gcp-lb");
    }

    @Test
    void swallowedOneIsKnownBetweenTwoMoments() {
        all.add(new Watched(Keeping.NOTHING, nanos(70), nanos(70), null, "", true, 0, 0));
        lives(Keeping.CLIENT_PINGS);
        Judgement result = new IdleJudge(Facts.load())
                .of(new IdleSeen(all, nanos(17.5), nanos(35), List.of(), false, 0), BOUND, List.of());
        Finding finding = only(result, Verdict.WARNING);
        assertThat(finding.seen())
                .isEqualTo(
                        "a silent connection is dropped without a word after 17.5 s to 35.0 s: it looks open and no longer"
                                + " answers");
        assertThat(finding.meaning()).contains("Neither side is told");
        assertThat(finding.remedy()).startsWith("Let the client ping every 8 s");
    }

    @Test
    void oneThatIsCutForWhatGoesOverItIsNoTimeout() {
        lives(Keeping.NOTHING);
        cut(Keeping.CLIENT_PINGS, 3, 0.2);
        assertThat(only(judge(), Verdict.WARNING).seen())
                .isEqualTo(
                        "the connection with client pings is cut after 3.00 s: FIN, without a close frame (1006); a silent"
                                + " one is not");
    }

    @Test
    void endOfAllAtOnceAfterWhichThereIsNoServerIsNoTimeout() {
        cut(Keeping.NOTHING, 3, 3);
        cut(Keeping.EVERYTHING, 3, 0.1);
        Judgement result =
                new IdleJudge(Facts.load()).of(new IdleSeen(all, 0, 0, List.of(), true, 0), BOUND, List.of(NGINX));
        Finding finding = only(result, Verdict.FAILED);
        assertThat(finding.seen())
                .isEqualTo(
                        "all 2 connections ended after 3.00 s (FIN, without a close frame (1006)), and no new one can be"
                                + " opened");
        assertThat(finding.meaning()).endsWith("this is not a timeout.");
        assertThat(finding.suspects()).isEmpty();
    }

    @Test
    void whatWasSeenBeforeAnInterruptIsToldWithTheTime() {
        cut(Keeping.NOTHING, 5, 5);
        lives(Keeping.CLIENT_PINGS);
        Judgement result =
                new IdleJudge(Facts.load()).of(new IdleSeen(all, 0, 0, List.of(), false, nanos(7)), BOUND, List.of());
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.details()).first().isEqualTo("watched for 7.00 s of 70.0 s");
    }

    @Test
    void limitIsNotKnownWhereTheServerPings() {
        all.add(new Watched(Keeping.NOTHING, BOUND.toNanos(), 0, null, "", false, 35, 0));
        assertThat(judge().summary())
                .isEqualTo("no connection was cut within 70.0 s; none was silent, because the server pings on its own");
    }

    @Test
    void endOfABusyOneAloneIsNoLimitOnAge() {
        lives(Keeping.NOTHING);
        lives(Keeping.CLIENT_PINGS);
        cut(Keeping.EVERYTHING, 3, 0.1);
        Finding finding = only(judge(), Verdict.WARNING);
        assertThat(finding.seen()).startsWith("the connection with data both ways is cut after 3.00 s");
        assertThat(finding.meaning()).contains("What goes over it ends it, not a timeout");
    }

    @Test
    void ageAndIdlenessAreNotToldApartWhereNothingLived() {
        cut(Keeping.NOTHING, 3, 3);
        cut(Keeping.CLIENT_PINGS, 3, 0.2);
        assertThat(only(judge(), Verdict.WARNING).meaning())
                .isEqualTo(
                        "All were cut at that age, even with client pings: either the limit is on age, or these do not count"
                                + " as traffic. Here the two cannot be told apart; with an endpoint that echoes, or a Parley, they can.");
    }

    @Test
    void limitIsNotKnownWhereTheServerSends() {
        all.add(new Watched(Keeping.NOTHING, BOUND.toNanos(), 0, null, "", false, 0, 9));
        assertThat(judge().summary())
                .isEqualTo(
                        "no connection was cut within 70.0 s; none was silent, because the server sends messages on its own");
    }

    @Test
    void refusedConnectionsAreSkippedWithTheReason() {
        Judgement result = new IdleJudge(Facts.load())
                .of(new IdleSeen(List.of(), 0, 0, List.of("silent: HTTP 503"), false, 0), BOUND, List.of());
        assertThat(result.verdict()).isEqualTo(Verdict.SKIPPED);
        assertThat(result.summary()).isEqualTo("the connections to watch were refused: silent: HTTP 503");
    }

    @Test
    void recommendedIntervalIsHalfTheLimitAndRound() {
        assertThat(KeepAlive.interval(nanos(0.8))).isEqualTo("400 ms");
        assertThat(KeepAlive.interval(nanos(3))).isEqualTo("1 s");
        assertThat(KeepAlive.interval(nanos(60))).isEqualTo("30 s");
        assertThat(KeepAlive.interval(nanos(55))).isEqualTo("25 s");
        assertThat(KeepAlive.interval(nanos(350))).isEqualTo("175 s");
    }

    private Judgement judge(Hop... hops) {
        return new IdleJudge(Facts.load()).of(new IdleSeen(all, 0, 0, List.of(), false, 0), BOUND, List.of(hops));
    }

    private void lives(Keeping keeping) {
        all.add(new Watched(keeping, BOUND.toNanos(), 0, null, "", false, 0, 0));
    }

    private void cut(Keeping keeping, double age, double quiet) {
        all.add(new Watched(keeping, nanos(age), nanos(quiet), FIN, "FIN, without a close frame (1006)", false, 0, 0));
    }

    private static Finding only(Judgement result, Verdict verdict) {
        assertThat(result.verdict()).isEqualTo(verdict);
        assertThat(result.findings()).hasSize(1);
        return result.findings().get(0);
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * 1e9);
    }
}
