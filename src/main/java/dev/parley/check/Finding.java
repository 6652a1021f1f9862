package dev.parley.check;

import dev.parley.check.knowledge.Configuration;
import java.util.List;

/**
 * One thing that a check found wrong, or worth knowing: what was seen, what it means, and how to change it.
 *
 * @param verdict how bad it is
 * @param seen what was seen, with numbers, as a clause
 * @param meaning what that means for whoever uses this path, as a sentence
 * @param suspects who it looks like, the likeliest first, each as a clause: never more certain than the evidence; may be empty
 * @param remedy what to do, as a sentence; may be empty
 * @param configurations lines that do it, for the hops it may be
 * @param facts the entries of {@code facts.json} it rests on, by their ids
 */
public record Finding(
        Verdict verdict,
        String seen,
        String meaning,
        List<String> suspects,
        String remedy,
        List<Configuration> configurations,
        List<String> facts) {
    /** Copies the lists. */
    public Finding {
        suspects = List.copyOf(suspects);
        configurations = List.copyOf(configurations);
        facts = List.copyOf(facts);
    }

    /** Makes one without suspects, configuration lines or facts. */
    static Finding of(Verdict verdict, String seen, String meaning, String remedy) {
        return new Finding(verdict, seen, meaning, List.of(), remedy, List.of(), List.of());
    }

    /** Returns the same, resting on these facts. */
    Finding facts(String... ids) {
        return new Finding(verdict, seen, meaning, suspects, remedy, configurations, List.of(ids));
    }

    /** Returns the same with lines of configuration. */
    Finding configurations(List<Configuration> lines) {
        return new Finding(verdict, seen, meaning, suspects, remedy, lines, facts);
    }
}
