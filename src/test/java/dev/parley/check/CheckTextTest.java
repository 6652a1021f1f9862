package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"well", "ill", "refused", "beside", "interrupted"})
    void reportIsThatOfTheFile(String name) throws IOException {
        try (InputStream golden = getClass().getResourceAsStream(name + ".txt")) {
            assertThat(text(Recordings.named(name)))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void colourIsOnVerdictsAndLabelsAlone() {
        String coloured = CheckText.of(Recordings.ill(), Recordings::fact, true, 80);
        assertThat(coloured)
                .contains("\u001b[32mok       \u001b[0mReach: ", "\u001b[33mwarning  \u001b[0mIdle: ")
                .contains("\u001b[31mfailed   \u001b[0mSizes: ", "\u001b[2mskipped  \u001b[0mPushes")
                .contains("           \u001b[2mmeans         \u001b[0mLarger messages end the connection.\n");
        assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(text(Recordings.ill()));
    }

    @Test
    void linesFitTheTerminalButForWhatHasNoSpace() {
        assertThat(text(Recordings.beside()).lines().filter(line -> line.length() > 80))
                .allMatch(line -> line.contains("https://docs.aws.amazon.com/"))
                .hasSize(1);
        assertThat(CheckText.of(Recordings.ill(), Recordings::fact, false, 300).lines())
                .contains("         failed: a text of 8,193 bytes was answered by close 1009 (message too big)")
                .contains("           means         Whoever sends nothing for a minute is cut off, and sees close code"
                        + " 1006.");
        assertThat(CheckText.of(Recordings.ill(), Recordings::fact, false, 0)).isEqualTo(text(Recordings.ill()));
    }

    @Test
    void nothingOfTheNetworkSteersTheTerminal() {
        assertThat(text(Recordings.hostile("\u001b[31m\n")))
                .doesNotContain("\u001b")
                .contains("ws://h/\\u001b[31m\\n", "seen on the path: \\u001b[31m\\n", "Handshake: \\u001b[31m\\n s")
                .contains("- \\u001b[31m\\n d", "failed: \\u001b[31m\\n f", "means         \\u001b[31m\\n m")
                .contains("looks like    \\u001b[31m\\n l", "to change it  \\u001b[31m\\n r", "hop \\u001b[31m\\n, in ")
                .contains("in where \\u001b[31m\\n:", "                           line \\u001b[31m\\n\n")
                .contains("To do first: \\u001b[31m\\n r");
    }

    @Test
    void manyFiguresAreCutShort() {
        Map<String, Object> figures =
                Recordings.figures("a", 1, "b", 1, "c", 1, "d", 1, "e", 1, "f", 1, "g", 1, "h", 1, "i", 1, "j", 1);
        Result path = new Result(Check.SIZES, Verdict.OK, "all", List.of(), List.of(), figures, 0);
        Result direct = new Result(Check.SIZES, Verdict.OK, "all of them", List.of(), List.of(), Map.of(), 0);
        Recording recording = new Recording(
                Recordings.URL, Recordings.STARTED, 0, List.of(path), "ws://b/", List.of(direct), List.of(), false);
        assertThat(text(recording))
                .contains("           h: none directly, 1 through the path\n")
                .contains("           and 2 more figures, which the JSON has\n")
                .doesNotContain("i: none");
    }

    private static String text(Recording recording) {
        return CheckText.of(recording, Recordings::fact, false, 80);
    }
}
