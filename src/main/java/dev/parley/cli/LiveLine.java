package dev.parley.cli;

import dev.parley.core.Printable;
import java.io.PrintStream;

/** Is a line on a terminal that changes and is gone in the end; where there is no terminal it is not there at all. */
final class LiveLine {
    private static final String CLEAR = "\r\u001b[K";
    /** One line of the narrowest terminal. */
    private static final int CHARACTERS = 78;

    private final PrintStream err;
    private final boolean live;
    private String shown = "";

    LiveLine(PrintStream err, boolean live) {
        this.err = err;
        this.live = live;
    }

    boolean isLive() {
        return live;
    }

    void show(String line) {
        if (live && !line.equals(shown)) {
            shown = line;
            err.print(CLEAR + Printable.cut(line, CHARACTERS));
            err.flush();
        }
    }

    /** Takes it away. */
    void end() {
        if (live) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
