package dev.parley.check.knowledge;

import java.util.function.Function;

/**
 * A reference to where a fact is written down.
 *
 * @param id of the fact
 * @param source the URL; empty if the fact is not known
 * @param about whose limit it is, what sets it, and how certain that is
 */
public record Citation(String id, String source, String about) {
    /** Looks a fact up. */
    public static Citation of(String id, Function<String, Fact> facts) {
        Fact fact = facts.apply(id);
        if (fact == null) {
            return new Citation(id, "", "");
        }
        String setting = fact.isFixed() || fact.setting().isBlank() ? "" : ", " + fact.setting();
        return new Citation(
                id,
                fact.source() == null ? "" : fact.source(),
                fact.hop() + setting + ("high".equals(fact.confidence()) ? "" : "; confidence: " + fact.confidence()));
    }

    /** Returns the text for a terminal: the URL first, so that it has a line to itself where there is no room for both. */
    public String text() {
        return about.isEmpty() ? id : (source + " (" + id + ")").strip();
    }
}
