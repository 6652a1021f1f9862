package dev.parley.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LiveLineTest {
    private static final String CLEAR = "\r\u001b[K";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void lineTakesThePlaceOfTheOneBeforeAndIsGoneInTheEnd() {
        LiveLine line = new LiveLine(out, true, 80);
        line.show("one");
        line.show("one");
        line.show("two");
        line.end();
        line.end();
        line.show("two");
        assertThat(shown()).isEqualTo(CLEAR + "one" + CLEAR + "two" + CLEAR + CLEAR + "two");
    }

    @Test
    void lineFitsTheTerminalAndSteersItNot() {
        new LiveLine(out, true, 10).show("\u001b[31m " + "x".repeat(100));
        assertThat(shown()).isEqualTo(CLEAR + "\\u001b[31m xx…");
    }

    @Test
    void withoutATerminalThereIsNothing() {
        LiveLine line = new LiveLine(out, false, 80);
        line.show("one");
        line.end();
        assertThat(line.isLive()).isFalse();
        assertThat(shown()).isEmpty();
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
