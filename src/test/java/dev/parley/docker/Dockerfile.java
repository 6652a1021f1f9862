package dev.parley.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the command lines out of a Dockerfile, so that tests run them and not a copy. */
final class Dockerfile {
    private static final Pattern COMMAND = Pattern.compile("^(?:CMD|ENTRYPOINT) (\\[.*])$", Pattern.MULTILINE);
    private static final Pattern HEALTH_CHECK =
            Pattern.compile("^HEALTHCHECK[^\\n]*\\\\\\n +CMD (\\[.*])$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");

    private final String text;

    Dockerfile(String name) {
        try {
            text = Files.readString(Path.of("docker", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the words of the command, each with the image's paths and ports replaced by this machine's. */
    List<String> command(Map<String, String> replacements) {
        return words(COMMAND, replacements);
    }

    /** Returns the words of the health check, likewise. */
    List<String> healthCheck(Map<String, String> replacements) {
        return words(HEALTH_CHECK, replacements);
    }

    private List<String> words(Pattern line, Map<String, String> replacements) {
        Matcher found = line.matcher(text);
        if (!found.find()) {
            throw new AssertionError("no " + line + " in " + text);
        }
        return WORD.matcher(found.group(1))
                .results()
                .map(word -> replace(word.group(1), replacements))
                .toList();
    }

    private static String replace(String word, Map<String, String> replacements) {
        String replaced = word;
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            replaced = replaced.replace(replacement.getKey(), replacement.getValue());
        }
        return replaced;
    }
}
