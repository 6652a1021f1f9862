package dev.parley.bench;

/** The reason, in one line, why a server got no load at all. */
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
