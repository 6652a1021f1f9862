package dev.parley.protocol;

/**
 * A rule that was broken, and by what.
 *
 * @param value the opcode, close code or length that broke it, where the rule has one; else 0
 * @param limit how much is taken, where the rule is a limit; else 0
 */
public record Violation(Rule rule, long value, int limit) {
    static Violation of(Rule rule) {
        return new Violation(rule, 0, 0);
    }
}
