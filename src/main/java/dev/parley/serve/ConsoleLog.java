package dev.parley.serve;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/**
 * Sends the log to stderr, one line a record: {@code 2026-11-22 07:40:00.123 INFO receive: hi}.
 *
 * <p>{@code java.util.logging} takes its handlers away when the process is told to end, at the same time as connections are
 * still being closed; as the log manager this class keeps them to the last line.
 */
public final class ConsoleLog extends LogManager {
    // Kept, because java.util.logging forgets the level of a logger that nobody holds.
    private static Logger tomcat;

    /** Is called by {@code java.util.logging}, not by you. */
    public ConsoleLog() {}

    /** Sets the log up, Tomcat's own from WARNING on; does nothing if the first logger of the process was made before. */
    public static void install() {
        System.setProperty("java.util.logging.manager", ConsoleLog.class.getName());
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$s %5$s%6$s%n");
        tomcat = Logger.getLogger("org.apache");
        tomcat.setLevel(Level.WARNING);
    }

    @Override
    public void reset() {
        // Nothing: see above. The process ends anyway.
    }
}
