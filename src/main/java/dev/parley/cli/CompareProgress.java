package dev.parley.cli;

import dev.parley.compare.Progress;
import dev.parley.report.LiveLine;
import java.io.PrintStream;

/** How far a comparison has got: on a terminal one line that changes, elsewhere a line for each phase. */
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
