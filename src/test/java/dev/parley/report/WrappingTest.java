package dev.parley.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappingTest {
    @Test
    void linesBreakBetweenWords() {
        assertThat(Wrapping.of("one two three four", 9)).containsExactly("one two", "three", "four");
        assertThat(Wrapping.of("", 9)).containsExactly("");
    }

    @Test
    void aWordThatIsLongerThanALineStaysWhole() {
        assertThat(Wrapping.of("see https://example.com/a/b now", 9))
                .containsExactly("see", "https://example.com/a/b", "now");
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Wrapping.hanging("  reach   DNS  and TCP", 80)).containsExactly("  reach   DNS  and TCP");
        assertThat(Wrapping.hanging("", 80)).containsExactly("");
    }

    @Test
    void linesHangUnderTheTextOfTheFirst() {
        assertThat(Wrapping.hanging("  reach   what is said about it, in some more words", 30))
                .containsExactly("  reach   what is said about", "          it, in some more", "          words");
        assertThat(Wrapping.hanging("  the text of a line that is indented", 24))
                .containsExactly("  the text of a line", "  that is indented");
        assertThat(Wrapping.hanging("no indent at all in this line", 16))
                .containsExactly("no indent at all", "in this line");
    }

    @Test
    void aTermThatIsTooLongIsPartOfTheText() {
        assertThat(Wrapping.hanging("  a --long --term   and what it does, in words", 30))
                .containsExactly("  a --long --term   and what", "  it does, in words");
    }
}
