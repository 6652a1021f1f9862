package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Reads the sources: figures are named where they are seen, and reports write the names as they are. */
class FigureNamesTest {
    private static final Pattern NAMED = Pattern.compile("figures?(?:\\.put)?\\(\\s*\"([^\"]*)\"");

    @Test
    void everyFigureIsInSnakeCaseWithItsUnitAndInTheDocumentation() throws IOException {
        String documentation = Files.readString(Path.of("docs/json.md"));
        assertThat(names()).hasSizeGreaterThan(20).allSatisfy(name -> {
            assertThat(name).matches("[a-z0-9_]+").doesNotContain("millis");
            assertThat(documentation).contains("`" + name + "`");
        });
    }

    private static List<String> names() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/parley"))) {
            return files.filter(file -> file.toString().matches(".*/(check|conformance)/\\w+\\.java"))
                    .flatMap(FigureNamesTest::names)
                    .distinct()
                    .toList();
        }
    }

    private static Stream<String> names(Path file) {
        try {
            Matcher named = NAMED.matcher(Files.readString(file));
            return named.results().map(result -> result.group(1)).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
