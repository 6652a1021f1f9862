package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.ConnectionsSeen.Recovery;
import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.wire.Ended;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectionsJudgeTest {
    private static final Hop NGINX = Hop.between("nginx", "the answer says 'Server: nginx/1.22.1'");

    private final ConnectionsJudge judge = new ConnectionsJudge(Facts.load(), List.of());

    @Test
    void asManyAsWantedIsOk() {
        Judgement result = judge.of(seen(50, List.of(), null, null, 0, Recovery.UNTRIED));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).isEqualTo("50 connections at once, opened in 20.0 ms; no limit was met");
        assertThat(result.details()).isEmpty();
        assertThat(result.figures()).containsEntry("wanted", 50).containsEntry("held", 50);
    }

    @Test
    void oneThatIsRefusedIsTheLimit() {
        Judgement result = judge.of(seen(49, List.of(), Invented.status(503), null, 0, Recovery.ACCEPTED));
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.summary())
                .isEqualTo("49 of 50 connections are possible at once; the next is refused: HTTP 503");
        assertThat(result.findings().get(0).meaning()).startsWith("Clients are told at the handshake");
        assertThat(result.details()).containsExactly("after they were closed, a connection is accepted again");
    }

    @Test
    void noneAfterwardsIsTold() {
        assertThat(judge.of(seen(10, List.of(), Invented.noAnswer(), null, 0, Recovery.REFUSED))
                        .details())
                .containsExactly("after they were closed, none was accepted for 5 s");
    }

    @Test
    void waysToRefuseAreToldApart() {
        assertThat(meaning(Invented.noAnswer())).startsWith("TCP is accepted by the system");
        assertThat(meaning(Invented.tcpRefused())).startsWith("TCP is refused or ended at once");
        assertThat(meaning(Invented.noFiles())).startsWith("This machine");
    }

    @Test
    void acceptedAndDroppedIsALimitToo() {
        Ended dropped = Invented.closed(1013, "full");
        Judgement result =
                judge.of(seen(50, List.of(Invented.fin(), dropped, dropped), null, null, 0, Recovery.ACCEPTED));
        assertThat(result.summary())
                .isEqualTo(
                        "47 of 50 connections are possible at once; the next is accepted and ended by close 1013 (try"
                                + " again later): full");
        assertThat(result.figures()).containsEntry("held", 47);
    }

    @Test
    void refusalCountsMoreThanWhatWasDropped() {
        assertThat(judge.of(seen(20, List.of(Invented.fin()), Invented.status(429), null, 0, Recovery.ACCEPTED))
                        .summary())
                .isEqualTo("19 of 50 connections are possible at once; the next is refused: HTTP 429");
    }

    @Test
    void notEvenOneFails() {
        Judgement result = judge.of(seen(0, List.of(), Invented.tcpRefused(), null, 0, Recovery.UNTRIED));
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.summary())
                .isEqualTo("no connection can be opened any more: 192.0.2.7:80 refused the connection");
    }

    @Test
    void limitOfAParleyIsItsOwnGiveOrTakeAFewOfOthers() {
        assertThat(suspects(20, 20)).first().asString().startsWith("Parley max-connections");
        assertThat(suspects(15, 20)).first().asString().startsWith("Parley max-connections");
        assertThat(suspects(14, 20)).noneMatch(suspect -> suspect.startsWith("Parley"));
        assertThat(suspects(20, 0)).noneMatch(suspect -> suspect.startsWith("Parley"));
    }

    @Test
    void whoAnswersIsNamedBeforeWhoeverIsLikely() {
        String page =
                "<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service"
                        + " Temporarily Unavailable</h1></center><hr><center>nginx/1.22.1</center></body></html>";
        Finding finding = new ConnectionsJudge(Facts.load(), List.of(NGINX))
                .of(seen(5, List.of(), Invented.status(503), page, 0, Recovery.ACCEPTED))
                .findings()
                .get(0);
        assertThat(finding.suspects().get(0)).startsWith("the answer is that of nginx: ");
    }

    @Test
    void limitOfThisProcessIsToldAndNotTried() {
        Judgement result = judge.of(new ConnectionsSeen(240, 86, 86, List.of(), null, null, 1, 0, Recovery.UNTRIED));
        assertThat(result.verdict()).isEqualTo(Verdict.WARNING);
        assertThat(result.summary()).isEqualTo("this process may not have more than 86 of the 240 connections");
        assertThat(result.findings().get(0).remedy()).startsWith("'ulimit -n 340'");
    }

    @Test
    void limitOfThisProcessIsNotBlamedIfTheServersCameFirst() {
        Judgement result = judge.of(
                new ConnectionsSeen(240, 86, 40, List.of(), Invented.status(503), null, 1, 0, Recovery.ACCEPTED));
        assertThat(result.findings()).hasSize(1);
        assertThat(result.summary()).startsWith("40 of 240 connections are possible at once");
    }

    private String meaning(Ended refused) {
        return judge.of(seen(10, List.of(), refused, null, 0, Recovery.ACCEPTED))
                .findings()
                .get(0)
                .meaning();
    }

    private List<String> suspects(int held, int serversMost) {
        return new ConnectionsJudge(Facts.load(), List.of(Hop.server("Parley", "it answers")))
                .of(seen(held, List.of(), Invented.status(503), null, serversMost, Recovery.ACCEPTED))
                .findings()
                .get(0)
                .suspects();
    }

    private static ConnectionsSeen seen(
            int opened, List<Ended> dropped, Ended refused, String answer, int serversMost, Recovery recovery) {
        return new ConnectionsSeen(50, 50, opened, dropped, refused, answer, 20_000_000, serversMost, recovery);
    }
}
