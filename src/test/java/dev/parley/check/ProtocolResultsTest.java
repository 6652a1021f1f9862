package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.conformance.Case;
import dev.parley.conformance.Outcome;
import dev.parley.conformance.Outcome.Grade;
import dev.parley.conformance.cases.Cases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Says what invented outcomes come to. */
class ProtocolResultsTest {
    @Test
    void allAsAskedIsSaidInOneLine() {
        Judgement result = ProtocolResults.of(outcomes(Map.of()));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).isEqualTo("140 of 140 cases handled as RFC 6455 requires");
        assertThat(result.details()).isEmpty();
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void whatIsToleratedIsADetailOnly() {
        Judgement result = ProtocolResults.of(outcomes(Map.of("rsv1", Grade.TOLERATED)));
        assertThat(result.verdict()).isEqualTo(Verdict.OK);
        assertThat(result.summary()).isEqualTo("139 of 140 cases handled as RFC 6455 requires, 1 leniently");
        assertThat(result.details()).containsExactly("lenient, which does no harm: rsv1 (5.2)");
    }

    @Test
    void whatIsAmissIsGroupedTheWorstFirst() {
        Judgement result = ProtocolResults.of(outcomes(Map.of(
                "rsv2", Grade.WRONG,
                "rsv3", Grade.NO_ANSWER,
                "ping", Grade.NO_ANSWER,
                "close-code-1000", Grade.WRONG,
                "deflate", Grade.NOT_TRIED)));
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.summary())
                .isEqualTo(
                        "135 of 139 cases handled as RFC 6455 requires, 1 wrongly accepted, 2 mishandled although valid,"
                                + " 1 neither refused nor ignored, 1 not tried");
        assertThat(result.findings())
                .extracting(Finding::verdict, Finding::seen)
                .containsExactly(
                        tuple(
                                Verdict.FAILED,
                                "2 of 139 cases were mishandled although valid: ping (5.5.2), close-code-1000"
                                        + " (7.4)"),
                        tuple(Verdict.WARNING, "1 of 139 cases was accepted instead of being refused: rsv2 (5.2)"),
                        tuple(Verdict.WARNING, "1 of 139 cases was neither refused nor ignored: rsv3 (5.2)"));
        assertThat(result.details())
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .containsExactly(
                        "ping, no answer", "close-code-1000, wrong", "rsv2, wrong", "rsv3, no answer", "1 not tried");
    }

    @Test
    void machinesGetCountsAndEveryCase() {
        Map<String, Object> figures =
                ProtocolResults.of(outcomes(Map.of("rsv2", Grade.WRONG))).figures();
        assertThat(figures)
                .containsEntry("strict", 139L)
                .containsEntry("tolerated", 0L)
                .containsEntry("wrong", 1L)
                .containsEntry("no_answer", 0L)
                .containsEntry("not_tried", 0L);
        assertThat((List<?>) figures.get("cases"))
                .hasSize(140)
                .element(7)
                .isEqualTo(Map.of("id", "rsv2", "section", "5.2", "outcome", "wrong", "seen", "something"));
    }

    @Test
    void lostConnectionsAreAFailure() {
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(new Outcome(Cases.BASIC.get(0), Grade.UNCONNECTED, "no connection: connection refused"));
        Judgement result = ProtocolResults.of(outcomes);
        assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(result.findings()).singleElement().satisfies(finding -> assertThat(finding.seen())
                .isEqualTo("no connection could be opened for 1 of the cases"));
        assertThat(result.details()).containsExactly("1 not tried: no connection: connection refused");
    }

    private static List<Outcome> outcomes(Map<String, Grade> others) {
        assertThat(Cases.BASIC).extracting(Case::id).containsAll(Set.copyOf(others.keySet()));
        return Cases.BASIC.stream()
                .map(row -> new Outcome(row, others.getOrDefault(row.id(), Grade.STRICT), "something"))
                .toList();
    }
}
