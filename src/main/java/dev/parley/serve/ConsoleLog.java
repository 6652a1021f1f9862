package dev.parley.serve;

import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sends the log to stderr, one line a record: {@code 2026-11-22 07:40:00.123 INFO receive: hi}. */
public final class ConsoleLog {
    // Kept, because java.util.logging forgets the level of a logger that nobody holds.
    private static Logger tomcat;
    private static Logger leakChecks;

    private ConsoleLog() {}

    /**
     * Sets the log up, Tomcat's own from WARNING on; call it before the process makes its first logger.
     *
     * @param charset of stderr
     */
    public static void install(Charset charset) {
        System.setProperty("java.util.logging.manager", ToTheEnd.class.getName());
        System.setProperty("java.util.logging.SimpleFormatter.format", "%1$tF %1$tT.%1$tL %4$s %5$s%6$s%n");
        tomcat = Logger.getLogger("org.apache");
        tomcat.setLevel(Level.WARNING);
        // It warns of threads that are left when the application stops; the process ends with them.
        leakChecks = Logger.getLogger("org.apache.catalina.loader");
        leakChecks.setLevel(Level.SEVERE);
        try {
            for (Handler handler : Logger.getLogger("").getHandlers()) {
                handler.setEncoding(charset.name());
            }
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(charset + " is there", e);
        }
    }

    /**
     * Keeps the handlers when the process is told to end; {@code java.util.logging} would take them away while connections
     * are still being closed, and lose what is said of that.
     */
    public static final class ToTheEnd extends LogManager {
        /** Is called by {@code java.util.logging}, not by you. */
        public ToTheEnd() {}

        @Override
        public void reset() {
            // Nothing: see above. The process ends anyway.
        }
    }
}
