package dev.parley.cli;

import dev.parley.bench.ComparisonProgress;
import java.io.PrintStream;

/** Says how far a comparison is: on a terminal one line that changes, else a line for each phase. */
final class CompareProgress implements ComparisonProgress {
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream err;
    private final boolean live;
    private String shown = "";

    CompareProgress(PrintStream err, boolean live) {
        this.err = err;
        this.live = live;
    }

    @Override
    public void phase(String line) {
        if (live) {
            moment(line);
        } else {
            err.println(line);
        }
    }

    @Override
    public void moment(String line) {
        if (live && !line.equals(shown)) {
            shown = line;
            err.print(CLEAR + line);
            err.flush();
        }
    }

    /** Takes the changing line away. */
    void end() {
        if (live) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
