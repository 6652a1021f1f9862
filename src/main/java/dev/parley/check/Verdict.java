package dev.parley.check;

import java.util.Locale;

/** How a check, or all of them, came out; the worse, the later. */
public enum Verdict {
    /** It was not done, and the summary says why. */
    SKIPPED,
    /** All is as it should be. */
    OK,
    /** There was no time for what decides; only all checks together can come to that. */
    UNFINISHED,
    /** It works, within a limit or with a fault that will be met some day. */
    WARNING,
    /** It does not work. */
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
