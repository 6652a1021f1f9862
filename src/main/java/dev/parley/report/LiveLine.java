package dev.parley.report;

import dev.parley.core.Printable;
import java.io.PrintStream;

/** A line on a terminal that changes and is gone in the end; where there is no terminal it is not there at all. */
public final class LiveLine {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean live;
    private final int characters;
    private String shown = "";

    /**
     * Prepares the line.
     *
     * @param live whether there is a terminal, and somebody who wants to see it
     * @param columns how wide the terminal is
     */
    public LiveLine(PrintStream out, boolean live, int columns) {
        this.out = out;
        this.live = live;
        // A terminal that is full to its last column goes to the next line, which cannot be taken away.
        this.characters = Math.max(1, columns - 2);
    }

    /** Tells whether what is shown can be seen. */
    public boolean isLive() {
        return live;
    }

    /** Shows a line in place of the one before, cut to the terminal; control characters are escaped. */
    public void show(String line) {
        if (live && !line.equals(shown)) {
            shown = line;
            out.print(CLEAR + Printable.cut(line, characters));
            out.flush();
        }
    }

    /** Takes the line away, so that something else can be printed; the next one may follow. */
    public void end() {
        if (!shown.isEmpty()) {
            shown = "";
            out.print(CLEAR);
            out.flush();
        }
    }
}
