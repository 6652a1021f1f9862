package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WrappedLinesTest {
    private static final String LINE = "--rate 0 is out of range: give at least one message a minute, like 1/m or 90/s";

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @Test
    void linesBreakBetweenWords() {
        print(50).println(LINE + "\n  " + LINE);
        assertThat(terminal.toString(StandardCharsets.UTF_8)).isEqualTo("""
                --rate 0 is out of range: give at least one
                message a minute, like 1/m or 90/s
                  --rate 0 is out of range: give at least one
                  message a minute, like 1/m or 90/s
                """);
    }

    @Test
    void whatIsNoLineAndWhatFitsGoesThroughAsItIs() {
        WrappedLines lines = print(50);
        lines.print(LINE);
        lines.println("");
        lines.println((String) null);
        assertThat(terminal.toString(StandardCharsets.UTF_8)).isEqualTo(LINE + "\nnull\n");
    }

    @Test
    void theWidthIsAskedOnlyForALineThatMayBeTooLong() {
        WrappedLines lines = new WrappedLines(terminal, StandardCharsets.UTF_8, () -> {
            throw new AssertionError("asked");
        });
        lines.println("short");
        assertThat(terminal.toString(StandardCharsets.UTF_8)).isEqualTo("short\n");
    }

    private WrappedLines print(int columns) {
        return new WrappedLines(terminal, StandardCharsets.UTF_8, () -> columns);
    }
}
