package dev.parley.check.knowledge;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The known limits of paths and how they are set: the entries of {@code facts.json} and {@code configurations.json}. */
public final class Facts {
    /** What most paths go through; their lines are shown if nothing was seen that has any. */
    private static final List<String> COMMON = List.of("nginx", "Apache httpd", "HAProxy", "Envoy");

    /** The one that all share, read at its first use. */
    private static final class Shared {
        static final Facts FACTS = read();
    }

    private final Map<String, Fact> facts;
    private final List<Configuration> configurations;

    private Facts(Map<String, Fact> facts, List<Configuration> configurations) {
        this.facts = facts;
        this.configurations = configurations;
    }

    /** Returns what is known. Both files are part of the program, and are read once. */
    public static Facts load() {
        return Shared.FACTS;
    }

    private static Facts read() {
        Map<String, Fact> facts = new LinkedHashMap<>();
        for (JsonObject entry : read("facts.json", JsonObject[].class)) {
            Fact fact = fact(entry);
            if (facts.put(fact.id(), fact) != null) {
                throw new IllegalStateException("facts.json has two entries with the id '" + fact.id() + "'");
            }
        }
        return new Facts(facts, List.of(read("configurations.json", Configuration[].class)));
    }

    /**
     * Returns an entry.
     *
     * @throws IllegalArgumentException if no entry has that id, which is a fault of Parley's own
     */
    public Fact fact(String id) {
        Fact fact = facts.get(id);
        if (fact == null) {
            throw new IllegalArgumentException("facts.json has no entry with the id '" + id + "'");
        }
        return fact;
    }

    List<Fact> facts() {
        return List.copyOf(facts.values());
    }

    public List<Configuration> configurations() {
        return configurations;
    }

    /**
     * Returns lines of configuration for a topic: those of the hops that were seen; if there are none and any path may need
     * some, those of the products that most paths go through.
     */
    public List<Configuration> configurationsOf(String topic, List<Hop> seen) {
        Set<String> products = new LinkedHashSet<>();
        seen.forEach(hop -> products.add(hop.product()));
        List<Configuration> lines = of(topic, List.copyOf(products));
        boolean needed = topic.equals("upgrade") || topic.equals("idle");
        return lines.isEmpty() && needed ? of(topic, COMMON) : lines;
    }

    /**
     * Returns lines of configuration for a topic: those of the suspects; if there are none and any path may need some, those of
     * the products that most paths go through.
     */
    public List<Configuration> configurations(String topic, List<Suspect> suspects) {
        boolean any = suspects.stream().anyMatch(Suspect::seen);
        List<Configuration> lines = configurations.stream()
                .filter(one -> one.topic().equals(topic)
                        && suspects.stream()
                                .anyMatch(suspect ->
                                        suspect.seen() == any && suspect.fact().isAbout(one.hop())))
                .toList();
        return lines.isEmpty() && topic.equals("idle") ? of(topic, COMMON) : lines;
    }

    private List<Configuration> of(String topic, List<String> products) {
        List<Configuration> lines = new ArrayList<>();
        for (String product : products) {
            configurations.stream()
                    .filter(one -> one.topic().equals(topic) && one.hop().equals(product))
                    .forEach(lines::add);
        }
        return lines;
    }

    private static Fact fact(JsonObject entry) {
        return new Fact(
                text(entry, "id"),
                text(entry, "hop"),
                entry.has("server") && entry.get("server").getAsBoolean(),
                text(entry, "kind"),
                text(entry, "default"),
                text(entry, "unit"),
                text(entry, "shows"),
                text(entry, "symptom"),
                text(entry, "setting"),
                text(entry, "fix"),
                text(entry, "source"),
                text(entry, "confidence"));
    }

    private static String text(JsonObject entry, String name) {
        return !entry.has(name) || entry.get(name).isJsonNull()
                ? null
                : entry.get(name).getAsString();
    }

    private static <T> T read(String name, Class<T> type) {
        try (Reader reader = new InputStreamReader(Facts.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
