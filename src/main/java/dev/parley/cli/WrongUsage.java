package dev.parley.cli;

import java.util.function.Supplier;

/** That a command was called in a way that it does not allow; the message is the line for the user. */
final class WrongUsage extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    WrongUsage(String line) {
        super(line);
    }

    /** Goes on only if that is right. */
    static void unless(boolean right, String line) {
        if (!right) {
            throw new WrongUsage(line);
        }
    }

    /** Returns what is read from the user's values; that one of them is not allowed is wrong usage. */
    static <T> T read(Supplier<T> values) {
        try {
            return values.get();
        } catch (IllegalArgumentException e) {
            throw new WrongUsage(e.getMessage());
        }
    }
}
