package dev.parley.serve;

import java.nio.charset.Charset;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** The log on stderr, a line for each record: {@code 2026-11-22 07:40:00.123 INFO receive: hi}. */
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
        tomcat = Logger.getLogger("org.apache");
        tomcat.setLevel(Level.WARNING);
        // It warns of threads that are left when the application stops; the process ends with them.
        leakChecks = Logger.getLogger("org.apache.catalina.loader");
        leakChecks.setLevel(Level.SEVERE);
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            // Others are there because a configuration of java.util.logging asks for them.
            if (handler instanceof ConsoleHandler) {
                BufferedConsole console = new BufferedConsole(System.err, charset);
                console.setLevel(handler.getLevel());
                root.removeHandler(handler);
                root.addHandler(console);
                console.start();
            }
        }
    }

    /**
     * A manager that keeps its handlers when the process is told to end; {@code java.util.logging}'s own takes them away while
     * connections are still being closed, and loses what is logged about that.
     */
    public static final class ToTheEnd extends LogManager {
        /** Makes the manager; for {@code java.util.logging}, not for you. */
        public ToTheEnd() {}

        @Override
        public void reset() {
            // Nothing: see above. The process ends anyway.
        }
    }
}
