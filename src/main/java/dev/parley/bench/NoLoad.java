package dev.parley.bench;

/** Says why no load was put on a server at all. */
public final class NoLoad extends Exception {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    NoLoad(int exitCode, String line) {
        super(line);
        this.exitCode = exitCode;
    }

    /** Returns what the command ends with, a {@link dev.parley.core.ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}
