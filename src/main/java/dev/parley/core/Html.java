package dev.parley.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Makes pages that need no other file, look well on paper and in the dark, and run no script. */
public final class Html {
    private Html() {}

    /**
     * Returns a whole page.
     *
     * @param title as plain text
     * @param style rules of CSS, like those of {@link #base} and {@link #style}; they are not escaped
     * @param body what the page shows, as HTML
     */
    public static String page(String title, String style, String body) {
        return "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + escape(title)
                + "</title>\n<style>\n" + style + "</style>\n<main>\n" + body + "</main>\n</html>\n";
    }

    /** Makes text from anywhere safe to stand in a page, as content or in an attribute; control characters are escaped. */
    public static String escape(String text) {
        return Printable.show(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Returns the style that reports share: colours for light, dark and paper, tiles, cards, tables. */
    public static String base() {
        return style(Html.class, "page.css");
    }

    /**
     * Returns a style sheet of the class path.
     *
     * @param near a class of the package it is in
     * @param name of the file
     */
    public static String style(Class<?> near, String name) {
        try (InputStream style = near.getResourceAsStream(name)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
