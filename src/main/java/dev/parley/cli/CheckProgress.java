package dev.parley.cli;

import dev.parley.check.Check;
import dev.parley.check.Progress;
import dev.parley.core.Printable;
import java.io.PrintStream;

/** Shows on a terminal, in one line that changes, which check is being done and what it waits for; else nothing. */
final class CheckProgress implements Progress {
    private static final String CLEAR = "\r\u001b[K";
    /** One line of the narrowest terminal. */
    private static final int CHARACTERS = 78;

    private final PrintStream err;
    private final boolean live;
    private String begun = "";

    CheckProgress(PrintStream err, boolean live) {
        this.err = err;
        this.live = live;
    }

    @Override
    public void begin(Check check) {
        begun = check.title() + " … ";
        say("");
    }

    @Override
    public void say(String line) {
        if (live) {
            err.print(CLEAR + Printable.cut(begun + line, CHARACTERS));
            err.flush();
        }
    }

    /** Takes the line away. */
    void end() {
        if (live) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
