package dev.parley.report;

/** Colours words for a terminal, or does not. */
public record Paint(boolean isOn) {
    /** The colours. */
    public enum Colour {
        NONE(""),
        FAINT("\u001b[2m"),
        GREEN("\u001b[32m"),
        YELLOW("\u001b[33m"),
        RED("\u001b[31m");

        private static final String RESET = "\u001b[0m";

        private final String begin;

        Colour(String begin) {
            this.begin = begin;
        }
    }

    /** Returns the words in a colour. */
    public String on(String words, Colour colour) {
        return isOn && colour != Colour.NONE ? colour.begin + words + Colour.RESET : words;
    }
}
