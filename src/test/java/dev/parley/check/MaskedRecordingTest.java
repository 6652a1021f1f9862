package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.Secrets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MaskedRecordingTest {
    @Test
    void noReportOfAMaskedRecordingShowsTheSecret() {
        Recording recording = MaskedRecording.of(hostileBeside("hunter22"), Secrets.of(List.of("hunter22")));
        String reports = CheckText.of(recording, Recordings::fact, false, 80)
                + CheckJson.of(recording, Recordings::fact)
                + CheckJunit.of(recording, Recordings::fact, Verdict.FAILED)
                + CheckHtml.of(recording, Recordings::fact)
                + CheckQuiet.of(recording);
        assertThat(reports).contains("…").doesNotContain("hunter22");
    }

    @Test
    void urlsInTextsLoseWhatLooksSecret() {
        Recording recording = MaskedRecording.of(
                Recordings.recording(
                        false,
                        Recordings.ok(
                                Check.HANDSHAKE,
                                "302 to 'https://u:p@login.example/?code=abc&x=1'",
                                "Location: /login?ticket=ST-1, and no more; code 1006")),
                Secrets.of(List.of()));
        assertThat(recording.of(Check.HANDSHAKE).summary()).isEqualTo("302 to 'https://…@login.example/?code=…&x=1'");
        assertThat(recording.of(Check.HANDSHAKE).details().get(0))
                .isEqualTo("Location: /login?ticket=… and no more; code 1006");
    }

    @Test
    void whatIsNoSecretStays() {
        for (Recording recording : List.of(Recordings.well(), Recordings.ill(), Recordings.beside())) {
            assertThat(MaskedRecording.of(recording, Secrets.of(List.of("hunter22"))))
                    .isEqualTo(recording);
        }
    }

    @Test
    void figuresKeepWhatIsNoText() {
        Map<String, Object> figures = Recordings.figures(
                "none", null, "count", 1234, "list", Arrays.asList(null, "1234", true), "map", Map.of("a", "x1234"));
        Result result = new Result(Check.SIZES, Verdict.OK, "", List.of(), List.of(), figures, 0);
        assertThat(MaskedRecording.of(Recordings.recording(false, result), Secrets.of(List.of("1234")))
                        .of(Check.SIZES)
                        .figures())
                .isEqualTo(Recordings.figures(
                        "none", null, "count", 1234, "list", Arrays.asList(null, "…", true), "map", Map.of("a", "x…")));
    }

    private static Recording hostileBeside(String text) {
        Recording hostile = Recordings.hostile(text);
        return new Recording(
                hostile.url(),
                hostile.started(),
                hostile.nanos(),
                hostile.path(),
                hostile.url(),
                hostile.path(),
                hostile.hops(),
                hostile.interrupted());
    }
}
