package dev.parley.core;

/**
 * The numbers with which a command tells the shell how it went; the same for every command.
 *
 * <p>Of several, this is the order: interrupted, a report that could not be written, how connecting failed, how the connection
 * ended, what fell short.
 */
public final class ExitCode {
    /** It worked. */
    public static final int OK = 0;
    /** What was tested fell short: a check failed, a threshold was missed, no reply came in time. */
    public static final int FELL_SHORT = 1;
    /** The command was called wrongly. */
    public static final int USAGE = 2;
    /** No connection: DNS, TCP or TLS; for a server, no port to listen on. */
    public static final int NO_CONNECTION = 3;
    /** The handshake was refused or invalid. */
    public static final int HANDSHAKE = 4;
    /** The connection ended abnormally. */
    public static final int ABNORMAL_END = 5;
    /** A report, or what was received, could not be written. */
    public static final int UNWRITTEN = 5;
    /** Interrupted by Ctrl-C. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
