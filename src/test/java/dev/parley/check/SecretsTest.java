package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    private static final String SECRET = "s3cret \"pä/ss\\";

    @Test
    void everyOccurrenceIsMasked() {
        Secrets secrets = Secrets.of(List.of("hunter22", "hunter22-and-more"));
        assertThat(secrets.mask("hunter22, hunter22-and-more, xhunter22x")).isEqualTo("…, …, x…x");
        assertThat(Secrets.of(List.of("a.c$")).mask("abc$ a.c$")).isEqualTo("abc$ …");
    }

    @Test
    void formsOfUrlsAndReportsAreMaskedToo() {
        Secrets secrets = Secrets.of(List.of(SECRET));
        assertThat(secrets.mask("s3cret+%22p%C3%A4%2Fss%5C s3cret%20%22p%c3%a4%2fss%5c s3cret%20%22p%C3%A4/ss%5C"))
                .isEqualTo("… … …");
        assertThat(secrets.mask("s3cret \"pä/ss\\\\")).isEqualTo("…");
        assertThat(Secrets.of(List.of("tab\tbed")).mask("got tab\\tbed")).isEqualTo("got …");
    }

    @Test
    void secondWordOfACredentialIsASecretByItself() {
        assertThat(Secrets.of(List.of("Bearer abc.def")).mask("Bearer abc.def; abc.def"))
                .isEqualTo("…; …");
    }

    @Test
    void shortTextsAreNone() {
        Secrets secrets = Secrets.of(List.of("abc", "", "Basic ab"));
        assertThat(secrets.mask("abc ab")).isEqualTo("abc ab");
        assertThat(Secrets.of(List.of()).mask("abc")).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "ws://h/ws, ws://h/ws",
        "wss://user:p@ss@h:8443/ws?x=1, wss://…@h:8443/ws?x=1",
        "user:pass@h/ws, …@h/ws",
        "ws://h/a@b?mail=c@d, ws://h/a@b?mail=c@d",
        "ws://h/?x=1&access_token=abc;d'e&y=2, ws://h/?x=1&access_token=…&y=2",
        "ws://h/?x=1;apiKey=abc#code=def, ws://h/?x=1;apiKey=…#code=…",
        "ws://h/?sid=abc&inside=1&pin=1234&spin=2, ws://h/?sid=…&inside=1&pin=…&spin=2",
        "ws://h/?token=, ws://h/?token=",
        "ws://h/?token=…, ws://h/?token=…",
    })
    void urlLosesWhatLooksSecret(String url, String masked) {
        assertThat(Secrets.url(url)).isEqualTo(masked);
    }

    @Test
    void noReportOfAMaskedRecordingShowsTheSecret() {
        Recording recording = Secrets.of(List.of("hunter22")).mask(hostileBeside("hunter22"));
        String reports = CheckText.of(recording, Recordings::fact, false, 80)
                + CheckJson.of(recording, Recordings::fact)
                + CheckJunit.of(recording, Recordings::fact, Verdict.FAILED)
                + CheckHtml.of(recording, Recordings::fact)
                + CheckQuiet.of(recording);
        assertThat(reports).contains("…").doesNotContain("hunter22");
    }

    @Test
    void urlsInTextsLoseWhatLooksSecret() {
        Recording recording = Secrets.of(List.of())
                .mask(Recordings.recording(
                        false,
                        Recordings.ok(
                                Check.HANDSHAKE,
                                "302 to 'https://u:p@login.example/?code=abc&x=1'",
                                "Location: /login?ticket=ST-1, and no more; code 1006")));
        assertThat(recording.of(Check.HANDSHAKE).summary()).isEqualTo("302 to 'https://…@login.example/?code=…&x=1'");
        assertThat(recording.of(Check.HANDSHAKE).details().get(0))
                .isEqualTo("Location: /login?ticket=… and no more; code 1006");
    }

    @Test
    void whatIsNoSecretStays() {
        for (Recording recording : List.of(Recordings.well(), Recordings.ill(), Recordings.beside())) {
            assertThat(Secrets.of(List.of("hunter22")).mask(recording)).isEqualTo(recording);
        }
    }

    @Test
    void figuresKeepWhatIsNoText() {
        Map<String, Object> figures = Recordings.figures(
                "none", null, "count", 1234, "list", Arrays.asList(null, "1234", true), "map", Map.of("a", "x1234"));
        Result result = new Result(Check.SIZES, Verdict.OK, "", List.of(), List.of(), figures, 0);
        assertThat(Secrets.of(List.of("1234"))
                        .mask(Recordings.recording(false, result))
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
