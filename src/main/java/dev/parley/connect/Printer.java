package dev.parley.connect;

/** A printer of whole lines, each of which is safe to show; called by one thread at a time. */
interface Printer {
    /** What a line is, which a terminal may show by its colour. */
    enum Style {
        /** What came in. */
        RECEIVED("\u001b[34m"),
        /** That all is well. */
        GOOD("\u001b[32m"),
        /** What went wrong. */
        BAD("\u001b[33m"),
        /** What may be skipped. */
        DETAIL("\u001b[2m"),
        PLAIN("");

        private static final String RESET = "\u001b[0m";

        private final String begin;

        Style(String begin) {
            this.begin = begin;
        }

        /** Returns the line in the colour of ANSI terminals. */
        String colored(String line) {
            return begin.isEmpty() ? line : begin + line + RESET;
        }
    }

    void line(Style style, String line);
}
