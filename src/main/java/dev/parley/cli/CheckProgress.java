package dev.parley.cli;

import dev.parley.check.Progress;
import dev.parley.report.LiveLine;

/** The line on a terminal that shows which check is being done, and what it waits for. */
final class CheckProgress implements Progress {
    private final LiveLine line;
    private String begun = "";

    CheckProgress(LiveLine line) {
        this.line = line;
    }

    @Override
    public void begin(String title) {
        begun = title + " … ";
        say("");
    }

    @Override
    public void say(String what) {
        line.show(begun + what);
    }
}
