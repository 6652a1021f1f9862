package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The JSON Schemas that Parley publishes, {@code dev/parley/schema/NAME.schema.json}, held against what it writes. */
public final class JsonSchemas {
    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig CONFIG =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private JsonSchemas() {}

    /** Asserts that a document is what the schema of that name says, {@code "status"} for instance. */
    public static void assertValid(String name, String json) {
        assertThat(schema(name).validate(json, InputFormat.JSON))
                .as("%s against %s.schema.json", json, name)
                .extracting(ValidationMessage::getMessage)
                .isEmpty();
    }

    private static JsonSchema schema(String name) {
        String path = "/dev/parley/schema/" + name + ".schema.json";
        try (InputStream file = JsonSchemas.class.getResourceAsStream(path)) {
            assertThat(file).as(path).isNotNull();
            return FACTORY.getSchema(file, CONFIG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
