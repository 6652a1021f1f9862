package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/** Documents that Parley writes, held against their schema and against the rule of {@code docs/json.md}. */
public final class JsonDocuments {
    private JsonDocuments() {}

    /**
     * Reads a document, and asserts that it is what its schema says, that every name in it is in snake case, and that nothing is
     * null.
     */
    public static JsonObject parse(String schema, String json) {
        JsonSchemas.assertValid(schema, json);
        JsonObject document = JsonParser.parseString(json).getAsJsonObject();
        assertThat(document.keySet()).startsWith("schema", "version");
        List<String> wrong = new ArrayList<>();
        collect("", document, wrong);
        assertThat(wrong).as(json).isEmpty();
        return document;
    }

    private static void collect(String path, JsonElement element, List<String> wrong) {
        if (element.isJsonNull()) {
            wrong.add(path + " is null");
        } else if (element.isJsonArray()) {
            element.getAsJsonArray().forEach(member -> collect(path + "[]", member, wrong));
        } else if (element.isJsonObject()) {
            element.getAsJsonObject().asMap().forEach((name, member) -> {
                if (!name.matches("[a-z0-9_]+") || name.matches("(.*_)?(millis|nanos)|seconds")) {
                    wrong.add(path + "." + name);
                }
                collect(path + "." + name, member, wrong);
            });
        }
    }
}
