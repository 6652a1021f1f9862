package dev.parley.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * The places where a setting may be given: as a system property, else in the environment, else as a context-param; else its
 * default counts.
 *
 * <p>A blank value counts as none. Each lookup takes a name and returns its value, or null.
 */
public record SettingSources(
        UnaryOperator<String> systemProperties,
        UnaryOperator<String> environment,
        UnaryOperator<String> contextParams) {

    private record Given(String text, String spelling) {}

    /**
     * Reads a setting's value.
     *
     * @throws IllegalArgumentException with one line for the user: what was given and where, what is allowed, an example
     */
    public <T> T read(Setting<T> setting) {
        Given given = find(setting);
        return setting.parse(given.text, given.spelling);
    }

    /** Returns the text of each setting in effect by its name, in the order of the list. */
    public Map<String, String> inEffect(List<Setting<?>> settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        settings.forEach(setting -> texts.put(setting.name(), find(setting).text));
        return texts;
    }

    /** Returns in one line what is in effect, and where it was given if it is not the default. */
    public String describe(List<Setting<?>> settings) {
        StringJoiner line = new StringJoiner(", ");
        for (Setting<?> setting : settings) {
            Given given = find(setting);
            String from = given.spelling.isEmpty() ? "" : " (" + given.spelling + ")";
            line.add(setting.name() + " " + given.text + from);
        }
        return line.toString();
    }

    private Given find(Setting<?> setting) {
        String text = systemProperties.apply(setting.property());
        if (text != null && !text.isBlank()) {
            return new Given(text.strip(), "system property " + setting.property());
        }
        text = environment.apply(setting.variable());
        if (text != null && !text.isBlank()) {
            return new Given(text.strip(), setting.variable());
        }
        text = contextParams.apply(setting.property());
        if (text != null && !text.isBlank()) {
            return new Given(text.strip(), "context-param " + setting.property());
        }
        return new Given(setting.defaultText(), "");
    }
}
