package dev.parley.cli;

import dev.parley.compare.Progress;
import dev.parley.report.LiveLine;
import java.io.PrintStream;

/** Says how far a comparison is: on a terminal in one line that changes, else in a line for each phase. */
final class CompareProgress implements Progress {
    private final PrintStream err;
    private final LiveLine live;

    CompareProgress(PrintStream err, LiveLine live) {
        this.err = err;
        this.live = live;
    }

    @Override
    public void phase(String line) {
        if (live.isLive()) {
            live.show(line);
        } else {
            err.println(line);
        }
    }

    @Override
    public void moment(String line) {
        live.show(line);
    }
}
