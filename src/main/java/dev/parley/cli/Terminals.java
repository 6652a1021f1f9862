package dev.parley.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells what is a terminal. */
final class Terminals {
    private static final Path STDOUT = Path.of("/proc/self/fd/1");
    private static final Path STDERR = Path.of("/proc/self/fd/2");

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

    /** Returns how many columns a terminal has by the variable COLUMNS, or 80. */
    static int columns() {
        String columns = System.getenv("COLUMNS");
        return columns != null && columns.matches("\\d{1,4}") ? Integer.parseInt(columns) : 80;
    }

    private static boolean isTerminal(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return isPerson();
        }
    }
}
