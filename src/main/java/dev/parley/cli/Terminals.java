package dev.parley.cli;

import dev.parley.report.LiveLine;
import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is known of the terminal: which streams lead to it, and how wide it is. */
final class Terminals {
    private static final Path STDOUT = Path.of("/proc/self/fd/1");
    private static final Path STDERR = Path.of("/proc/self/fd/2");
    private static final Pattern ROWS_AND_COLUMNS = Pattern.compile("\\d+ (\\d+)\\s*");
    private static final int USUAL_COLUMNS = 80;
    /** Who has fewer gets lines that the terminal breaks, in place of a word a line. */
    static final int LEAST_COLUMNS = 40;

    private Terminals() {}

    /** Tells whether a person types at stdin and reads stdout. */
    static boolean isPerson() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From Java 22 on there is a console even where there is no terminal.
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Tells whether stdout is a terminal; where that cannot be known, that of stdin and stdout together. */
    static boolean isStdout() {
        return isTerminal(STDOUT);
    }

    /** Tells the same of stderr. */
    static boolean isStderr() {
        return isTerminal(STDERR);
    }

    /**
     * Returns a line on stderr that changes.
     *
     * @param wanted whether somebody wants to see it, if there is a terminal
     */
    static LiveLine liveLine(boolean wanted) {
        boolean live = wanted && isStderr();
        return new LiveLine(System.err, live, live ? columns() : USUAL_COLUMNS);
    }

    /** Returns how wide the terminal is, in columns: as the variable COLUMNS says, or the terminal itself; else 80. */
    static int columns() {
        return Width.COLUMNS;
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return isPerson();
        }
    }

    /** Asks once, and only when someone wants to know: it takes some 20 ms. */
    private static final class Width {
        static final int COLUMNS = Math.max(LEAST_COLUMNS, columns());

        private static int columns() {
            String variable = System.getenv("COLUMNS");
            int columns = variable != null && variable.matches("\\d{1,4}") ? Integer.parseInt(variable) : ofTerminal();
            return columns > 0 ? columns : USUAL_COLUMNS;
        }

        /** Returns 0 if it is not known. JLine knows, too: it asks the terminal more than this, and takes ten times as long. */
        private static int ofTerminal() {
            try {
                Process stty = new ProcessBuilder("stty", "size")
                        .redirectInput(new File("/dev/tty"))
                        .redirectError(Redirect.DISCARD)
                        .start();
                String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                Matcher columns = ROWS_AND_COLUMNS.matcher(size);
                return columns.matches() ? Integer.parseInt(columns.group(1)) : 0;
            } catch (IOException e) {
                // No such program, or no terminal to ask.
                return 0;
            }
        }
    }
}
