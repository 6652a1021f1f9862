package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.Contrast.Origin;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContrastTest {
    private static final Result OK = Recordings.ok(Check.IDLE, "open");
    private static final Result WARNING = idle(Verdict.WARNING, "ended after 60.0 s");

    @Test
    void withoutABaselineThereIsNone() {
        assertThat(Contrast.of(Recordings.ill())).isEmpty();
    }

    @Test
    void whatIsWorseThroughThePathIsOfTheHopBetween() {
        assertThat(of(OK, WARNING).sentence())
                .isEqualTo("ok directly, warning through the path: the hop in between does this, not the server");
        assertThat(of(OK, WARNING).origin()).isEqualTo(Origin.PATH);
        assertThat(of(WARNING, idle(Verdict.FAILED, "ended at once")).sentence())
                .isEqualTo("warning directly, failed through the path: the server itself does it, and the hop in"
                        + " between makes it worse");
    }

    @Test
    void whatIsTheSameIsOfTheServer() {
        Contrast contrast = of(WARNING, idle(Verdict.WARNING, "ended after 60.1 s"));
        assertThat(contrast.origin()).isEqualTo(Origin.SERVER);
        assertThat(contrast.sentence()).isEqualTo("warning both ways: the server itself does it");
    }

    @Test
    void otherNumbersOrFindingsAreNotCalledTheSame() {
        assertThat(of(idle(Verdict.WARNING, "ended after 300 s"), WARNING).sentence())
                .isEqualTo("warning both ways, with other numbers: the server has a part in it, and so, it seems, has"
                        + " the hop in between");
        Contrast contrast = of(idle(Verdict.WARNING, "no pong came"), WARNING);
        assertThat(contrast.sentence())
                .isEqualTo("warning both ways: some of it is seen only through the path, and that is the doing of the"
                        + " hop in between");
        assertThat(contrast.findingsOfDirectAlone()).isEqualTo(contrast.direct().findings());
    }

    @Test
    void addressesThatBothCannotBeReachedSayNothingOfTheServer() {
        Finding refused = Finding.of(Verdict.FAILED, "refused", "Nobody listens.", "");
        Result reach = Recordings.found(Check.REACH, "refused", Map.of(), refused);
        assertThat(of(reach, reach).sentence()).isEqualTo("failed both ways: neither can be reached from here");
    }

    @Test
    void whatWasNotFinishedIsNotCompared() {
        assertThat(of(OK.unfinished(), WARNING).origin()).isEqualTo(Origin.UNKNOWN);
        assertThat(of(OK, OK.unfinished()).sentence())
                .isEqualTo("ok directly, ok through the path, and not both were finished: they cannot be compared");
    }

    @Test
    void whatIsBetterThroughThePathIsLeftOpen() {
        assertThat(of(WARNING, OK).sentence())
                .isEqualTo("warning directly, ok through the path: the hop in between makes up for it, or it is not the"
                        + " same server");
    }

    @Test
    void whatWasNotCheckedOnBothSidesIsNotJudged() {
        Result skipped = Result.skipped(Check.IDLE, "no handshake");
        assertThat(of(null, OK).sentence()).isEqualTo("not checked directly");
        assertThat(of(skipped, skipped).sentence()).isEqualTo("skipped both ways");
        assertThat(of(OK, skipped).sentence()).isEqualTo("ok directly; through the path it could not be checked");
        assertThat(of(skipped, WARNING).sentence())
                .isEqualTo("warning through the path; directly it could not be checked");
        assertThat(of(skipped, WARNING).origin()).isEqualTo(Origin.UNKNOWN);
    }

    @Test
    void figuresDifferFromATenthOn() {
        Map<String, Object> direct = Recordings.figures(
                "idle_seconds",
                300,
                "rtt_ms",
                1.0,
                "compressed",
                true,
                "gone",
                1,
                "within",
                Map.of("most_text_bytes", 8192));
        Map<String, Object> path = Recordings.figures(
                "idle_seconds",
                60.04,
                "rtt_ms",
                1.1,
                "compressed",
                false,
                "within",
                Map.of("most_text_bytes", 4096),
                "sizes",
                List.of(1, 2));
        assertThat(Differing.of(direct, path).stream().map(Differing::sentence))
                .containsExactly(
                        "idle seconds: 300 directly, 60.0 through the path",
                        "compressed: yes directly, no through the path",
                        "gone: 1 directly, none through the path",
                        "within, most text bytes: 8192 directly, 4096 through the path",
                        "sizes: none directly, [1, 2] through the path");
        assertThat(new Differing("late_ms", 10.4, null).sentence())
                .isEqualTo("late milliseconds: 10.4 directly, none through the path");
        assertThat(Differing.of(Map.of("a", List.of(1, 2)), Map.of("a", List.of(1.01, 2))))
                .isEmpty();
    }

    private static Contrast of(Result direct, Result path) {
        return Contrast.of(new Recording(
                        Recordings.URL,
                        Recordings.STARTED,
                        0,
                        List.of(path),
                        "ws://10.0.0.5/ws",
                        direct == null ? List.of() : List.of(direct),
                        List.of(),
                        false))
                .get(0);
    }

    private static Result idle(Verdict verdict, String seen) {
        return Recordings.found(
                Check.IDLE, seen, Map.of(), Finding.of(verdict, seen, "It is cut off: " + seen + ".", ""));
    }

    @Test
    void namesInAListAreWrittenForPeople() {
        assertThat(new Differing("still_open", List.of("silent", "client_data"), List.of()).sentence())
                .isEqualTo("still open: [silent, client data] directly, [] through the path");
    }
}
