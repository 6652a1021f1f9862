package dev.parley.check.knowledge;

/**
 * A product that may be the cause, or several of which the same may be said.
 *
 * @param clause who, by what setting, and why it is suspected; at most {@value #MOST_CHARACTERS} characters
 * @param fact what that rests on; that of the first if the clause names several
 * @param seen whether it was seen on the path
 */
public record Suspect(String clause, Fact fact, boolean seen) {
    static final int MOST_CHARACTERS = 110;
}
