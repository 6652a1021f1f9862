package dev.parley.check;

/** Colours words for a terminal, or does not. */
record Paint(boolean colour) {
    static final String FAINT = "\u001b[2m";

    private static final String GREEN = "\u001b[32m";
    private static final String YELLOW = "\u001b[33m";
    private static final String RED = "\u001b[31m";
    private static final String RESET = "\u001b[0m";

    /** Returns the colour of a verdict. */
    static String of(Verdict verdict) {
        return switch (verdict) {
            case SKIPPED -> FAINT;
            case OK -> GREEN;
            case UNFINISHED, WARNING -> YELLOW;
            case FAILED -> RED;
        };
    }

    /**
     * Returns the words in a colour.
     *
     * @param colour empty for none
     */
    String on(String words, String colour) {
        return this.colour && !colour.isEmpty() ? colour + words + RESET : words;
    }
}
