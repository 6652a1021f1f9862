package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ConclusionTest {
    @Test
    void wellPathWorks() {
        assertThat(Conclusion.of(Recordings.well())).isEqualTo("WebSocket works on this path: all 3 checks are ok.");
    }

    @Test
    void warningsAreLimits() {
        assertThat(Conclusion.of(Recordings.recording(
                        false,
                        Recordings.ok(Check.HANDSHAKE, "101"),
                        Recordings.ok(Check.MESSAGES, "came back"),
                        Recordings.found(Check.IDLE, "ended", Map.of(), Recordings.IDLE))))
                .isEqualTo("WebSocket works on this path, within limits: idle has a warning, 2 of 3 are ok."
                        + " To do first: Send a ping every 25 s, or raise the timeout.");
    }

    @Test
    void withoutAHandshakeNothingWorks() {
        assertThat(Conclusion.of(Recordings.refused()))
                .isEqualTo("WebSocket does not work on this path: handshake failed, 1 of 3 is ok, 1 was skipped."
                        + " To do first: Start the server, and see that proxy_pass names its port.");
    }

    @Test
    void failureAloneLeavesNothing() {
        assertThat(Conclusion.of(Recordings.recording(
                        false, Recordings.found(Check.HANDSHAKE, "HTTP 404", Map.of(), Recordings.HANDSHAKE))))
                .startsWith("WebSocket does not work on this path: handshake failed, nothing is ok. To do first: ");
    }

    @Test
    void whatWasNotCheckedIsNotSaidToWork() {
        assertThat(Conclusion.of(Recordings.recording(false, Recordings.ok(Check.REACH, "there"))))
                .isEqualTo("Of what was checked, the one check is ok.");
        assertThat(Conclusion.of(Recordings.recording(
                        false, Recordings.ok(Check.REACH, "there"), Result.skipped(Check.IDLE, "quick"))))
                .isEqualTo("Of what was checked, 1 of 2 checks is ok, 1 was skipped.");
        assertThat(Conclusion.of(Recordings.recording(true)))
                .isEqualTo("Interrupted: this covers what was done by then. Nothing was checked.");
    }

    @Test
    void whatThereWasNoTimeForIsNamed() {
        assertThat(Conclusion.of(Recordings.recording(
                        false,
                        Recordings.ok(Check.HANDSHAKE, "101"),
                        Recordings.ok(Check.MESSAGES, "8 kinds"),
                        Recordings.ok(Check.IDLE, "so far").unfinished(),
                        Result.leftOut(Check.PROTOCOL, "no time"))))
                .isEqualTo(
                        "WebSocket works on this path: 3 of 4 checks are ok, 1 was skipped. There was no time to finish"
                                + " idle and protocol.");
    }

    @Test
    void withoutTimeForAMessageNothingIsSaidToWork() {
        Recording recording = Recordings.recording(
                false,
                Recordings.ok(Check.HANDSHAKE, "101"),
                Result.leftOut(Check.MESSAGES, "no time"),
                Result.leftOut(Check.CLOSE, "no time"));
        assertThat(recording.verdict()).isEqualTo(Verdict.UNFINISHED);
        assertThat(Conclusion.of(recording))
                .isEqualTo("Whether WebSocket works on this path is not known: 1 of 3 checks is ok, 2 were skipped."
                        + " There was no time to finish messages and close.");
    }

    @Test
    void whatFailedIsToldWhateverElseWasNotFinished() {
        Recording recording = Recordings.recording(
                false,
                Recordings.found(Check.HANDSHAKE, "HTTP 502", Map.of(), Recordings.HANDSHAKE),
                Result.leftOut(Check.MESSAGES, "no time"));
        assertThat(recording.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(Conclusion.of(recording)).startsWith("WebSocket does not work on this path: handshake failed, ");
    }

    @Test
    void baselineSaysWhoseItIs() {
        assertThat(Conclusion.of(Recordings.beside()))
                .contains(" Due to the hop in between: close and idle. Due to the server itself: sizes. ");
    }
}
