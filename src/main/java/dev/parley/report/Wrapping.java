package dev.parley.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Breaks text for a terminal into lines, between words. */
public final class Wrapping {
    /** What a line begins with: blanks, and if there is one a term in a column of its own. */
    private static final Pattern BEGIN = Pattern.compile("( *)(?:\\S+(?: \\S+)* {2,})?(?=\\S)");
    /** A column that is narrower is not worth having. */
    private static final int LEAST_COLUMNS = 20;

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

    /**
     * Returns the lines, at least one; those after the first begin where the text of the first does: after its blanks, or after
     * a term that two blanks or more part from the rest, as in {@code "  reach   DNS, TCP and TLS"}.
     */
    public static List<String> hanging(String text, int columns) {
        Matcher begin = BEGIN.matcher(text);
        if (text.length() <= columns || !begin.lookingAt()) {
            return List.of(text);
        }
        int indent = columns - begin.end() < LEAST_COLUMNS ? begin.end(1) : begin.end();
        List<String> lines = new ArrayList<>();
        for (String line : of(text.substring(indent), columns - indent)) {
            lines.add((lines.isEmpty() ? text.substring(0, indent) : " ".repeat(indent)) + line);
        }
        return lines;
    }
}
