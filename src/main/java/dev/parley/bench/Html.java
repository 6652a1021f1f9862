package dev.parley.bench;

import dev.parley.core.Printable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Makes pages that need no other file, look well on paper and in the dark, and run no script. */
final class Html {
    private Html() {}

    /** Returns a whole page in one of our styles. */
    static String page(String title, String style, String body) {
        return "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escape(title)
                + "</title>\n<style>\n" + style(style) + "</style>\n<main>\n" + body + "</main>\n</html>\n";
    }

    /** Makes text from anywhere safe to stand in a page, as content or in an attribute; control characters are escaped. */
    static String escape(String text) {
        return Printable.show(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Returns a style sheet. */
    static String style(String name) {
        try (InputStream style = Html.class.getResourceAsStream(name)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
