package dev.parley.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The style sheets: colours, which all that is drawn shares, pages, and charts. */
final class Style {
    private Style() {}

    /** Returns that of a page. */
    static String page() {
        return read("colours.css") + read("page.css");
    }

    /** Returns that of a chart, which may be cut out of its page. */
    static String chart() {
        return read("colours.css") + read("chart.css");
    }

    private static String read(String name) {
        try (InputStream style = Style.class.getResourceAsStream(name)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
