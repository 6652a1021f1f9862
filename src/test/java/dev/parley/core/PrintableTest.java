package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void plainTextStaysAsItIs() {
        assertThat(Printable.escape("hi i am client, grüße 日本語 😀")).isEqualTo("hi i am client, grüße 日本語 😀");
    }

    @Test
    void whatBreaksALineOrSteersATerminalIsEscaped() {
        assertThat(Printable.escape("a\nb\rc\td\u001b[31me\u0000\u0085\u2028f"))
                .isEqualTo("a\\nb\\rc\\td\\u001b[31me\\u0000\\u0085\\u2028f");
    }

    @Test
    void textThatTurnsTheReadingOrderIsEscaped() {
        assertThat(Printable.escape("abc\u202edef")).isEqualTo("abc\\u202edef");
    }

    @Test
    void backslashIsDoubledSoThatTwoTextsNeverLookTheSame() {
        assertThat(Printable.escape("\\n")).isEqualTo("\\\\n");
    }

    @Test
    void halfOfASurrogatePairIsEscaped() {
        assertThat(Printable.escape("a\ud83d")).isEqualTo("a\\ud83d");
    }

    @Test
    void longTextIsCutByCharactersNotByUnits() {
        assertThat(Printable.cut("😀".repeat(3), 3)).isEqualTo("😀😀😀");
        assertThat(Printable.cut("😀".repeat(4), 3)).isEqualTo("😀😀😀…");
    }

    @Test
    void cutCountsBeforeEscaping() {
        assertThat(Printable.cut("\n\n\n", 2)).isEqualTo("\\n\\n…");
    }
}
