package dev.parley.core;

/** Text from the network made safe to show: one line, no control characters, a bounded length. */
public final class Printable {
    /** The most characters of a payload that a log line shows. */
    public static final int LOG_CHARACTERS = 80;

    private static final String CUT = "…";

    private Printable() {}

    /**
     * Escapes every character that could break a line or steer a terminal.
     *
     * <p>Control and format characters, line and paragraph separators and lone surrogates become a Java escape such as
     * {@code \n} or {@code \u001b}; a backslash is doubled, so that two different texts never look the same.
     */
    public static String escape(String text) {
        return cut(text, Integer.MAX_VALUE);
    }

    /**
     * Escapes the same but the backslash, for a person to read; two different texts may look the same.
     */
    public static String show(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            // The common case is to have nothing to escape.
            if (unit < ' ' || unit > '~') {
                return escape(text).replace("\\\\", "\\");
            }
        }
        return text;
    }

    /**
     * Escapes in JSON on one line what JSON allows and a terminal may obey: control and format characters that are no ASCII.
     */
    public static String escapeJson(String json) {
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); ) {
            int codePoint = json.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            if (codePoint > '~' && !isPlain(codePoint)) {
                escaped = escaped == null ? new StringBuilder(json.length() + 16).append(json, 0, i) : escaped;
                appendUnits(escaped, codePoint);
            } else if (escaped != null) {
                escaped.appendCodePoint(codePoint);
            }
            i = next;
        }
        return escaped == null ? json : escaped.toString();
    }

    /**
     * Escapes the first {@code maxCharacters} characters (Unicode code points) and appends {@code …} if there were more.
     *
     * @param maxCharacters at least 0; counted before escaping
     */
    public static String cut(String text, int maxCharacters) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), 2 * LOG_CHARACTERS));
        int characters = 0;
        for (int i = 0; i < text.length(); ) {
            if (characters++ == maxCharacters) {
                return line.append(CUT).toString();
            }
            int codePoint = text.codePointAt(i);
            append(line, codePoint);
            i += Character.charCount(codePoint);
        }
        return line.toString();
    }

    private static void append(StringBuilder line, int codePoint) {
        switch (codePoint) {
            case '\\' -> line.append("\\\\");
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                if (isPlain(codePoint)) {
                    line.appendCodePoint(codePoint);
                } else {
                    appendUnits(line, codePoint);
                }
            }
        }
    }

    private static void appendUnits(StringBuilder line, int codePoint) {
        for (char unit : Character.toChars(codePoint)) {
            line.append(String.format("\\u%04x", (int) unit));
        }
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
