package dev.parley.compare;

/** The reason, in one line, why nothing can be compared. */
public final class ImpossibleComparison extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    ImpossibleComparison(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    /** Returns a {@link dev.parley.core.ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
