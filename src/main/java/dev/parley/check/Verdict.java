package dev.parley.check;

import java.util.Locale;

/** Says how a check came out; the worse, the later. */
public enum Verdict {
    /** Was not done, and the summary says why. */
    SKIPPED,
    /** Is as it should be. */
    OK,
    /** Works, within a limit or with a fault that will be met some day. */
    WARNING,
    /** Does not work. */
    FAILED;

    /** Returns the worse of two. */
    public Verdict or(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
