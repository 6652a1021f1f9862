package dev.parley.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A secret that the user names by where it is, so that {@code ps} does not show it: {@code env:NAME}, or {@code @FILE}. */
final class Secret {
    private Secret() {}

    /**
     * Returns the secret: the variable, or the file without the line break at its end; anything else is the secret itself.
     *
     * @param option which option it is for, as the user writes it
     * @throws IllegalArgumentException with a sentence for the user, if there is no such variable or file
     */
    static String read(String option, String given) {
        if (given == null) {
            return null;
        }
        if (given.startsWith("env:")) {
            String value = System.getenv(given.substring(4));
            if (value == null) {
                throw new IllegalArgumentException(
                        option + " " + given + ": there is no environment variable " + given.substring(4));
            }
            return value;
        }
        return given.startsWith("@") ? readFile(option, given.substring(1)).replaceFirst("\\R\\z", "") : given;
    }

    /** Returns all of a file's text. */
    static String readFile(String option, String name) {
        try {
            return Files.readString(Path.of(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException(option + " @" + name + ": the file cannot be read");
        }
    }
}
