package dev.parley.check;

/**
 * Is somebody who may be the cause.
 *
 * @param clause who, by what setting, and why it is suspected
 * @param fact what that rests on
 * @param seen whether it was seen on the path
 */
record Suspect(String clause, Fact fact, boolean seen) {}
