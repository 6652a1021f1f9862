package dev.parley.report;

import java.util.ArrayList;
import java.util.List;

/** Breaks text for a terminal into lines, between words. */
public final class Wrapping {
    private Wrapping() {}

    /**
     * Returns the lines, at least one.
     *
     * @param text in one line; only its single spaces are places to break at, so a long URL stays in one piece
     * @param columns the most characters of a line that is more than one word
     */
    public static List<String> of(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
