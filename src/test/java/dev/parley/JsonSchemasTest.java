package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JsonSchemasTest {
    private static final Path FOLDER = Path.of("src/main/resources/dev/parley/schema");

    @Test
    void everySchemaIsOneOfDraft202012AndNamedLikeItsFile() throws IOException {
        var metaSchema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));
        assertThat(schemas()).isNotEmpty().allSatisfy(file -> {
            String text = Files.readString(file);
            assertThat(metaSchema.validate(text, InputFormat.JSON)).isEmpty();
            assertThat(text)
                    .contains("\"$schema\": \"https://json-schema.org/draft/2020-12/schema\"")
                    .contains("\"$id\": \"https://parley.dev/schema/" + file.getFileName() + "\"");
        });
    }

    @Test
    void whatASchemaDoesNotAllowIsFound() {
        assertThatThrownBy(() -> JsonSchemas.assertValid("status", "{\"schema\": 2, \"uptimeSeconds\": 1}"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("uptimeSeconds")
                .hasMessageContaining("constant value");
    }

    private static List<Path> schemas() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }
}
