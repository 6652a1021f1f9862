package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/json.md} against the schemas. */
class JsonDocsTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/dev/parley/schema");

    @ParameterizedTest
    @MethodSource("schemas")
    void everyNameOfASchemaIsInItsChapter(Path file) throws IOException {
        String name = file.getFileName().toString();
        String title = "\n## " + name.replace(".schema.json", "\n");
        String documentation = Files.readString(Path.of("docs/json.md"));
        assertThat(documentation).contains(title);
        String chapter = documentation.substring(documentation.indexOf(title) + title.length())
                .split("\n## ")[0];
        assertThat(chapter).contains("](../" + SCHEMAS + "/" + name + ")");
        Set<String> names = new TreeSet<>();
        collect(JsonParser.parseString(Files.readString(file)), names);
        assertThat(names).isNotEmpty().allSatisfy(one -> assertThat(chapter).contains(one + "`"));
    }

    private static void collect(JsonElement element, Set<String> names) {
        if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(member -> collect(member, names));
        } else if (element.isJsonObject()) {
            JsonObject object = element.getAsJsonObject();
            if (object.has("properties")) {
                names.addAll(object.getAsJsonObject("properties").keySet());
            }
            object.asMap().values().forEach(member -> collect(member, names));
        }
    }

    private static Stream<Path> schemas() throws IOException {
        try (Stream<Path> files = Files.list(SCHEMAS)) {
            return files.sorted().toList().stream();
        }
    }
}
