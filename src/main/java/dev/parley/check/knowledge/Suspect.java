package dev.parley.check.knowledge;

/**
 * Is somebody who may be the cause, or several of whom that may be said alike.
 *
 * @param clause who, by what setting, and why it is suspected; at most {@value #MOST_CHARACTERS} characters
 * @param fact what that rests on; if the clause names several, the one of the first
 * @param seen whether it was seen on the path
 */
public record Suspect(String clause, Fact fact, boolean seen) {
    static final int MOST_CHARACTERS = 110;
}
