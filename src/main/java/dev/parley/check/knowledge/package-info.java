/**
 * What is known of proxies, servers and libraries: data that a person can extend, and the rules that match it with what was
 * seen.
 *
 * <p>{@link dev.parley.check.knowledge.Facts} reads {@code facts.json} (limits, with their sources) and
 * {@code configurations.json} (lines that change them); {@link dev.parley.check.knowledge.Hops} names products by what they
 * say of themselves; {@link dev.parley.check.knowledge.Suspects} finds who fits an end that was seen.
 *
 * <p>It may import {@code core}, {@code protocol}, {@code wire} and Gson, and nothing of {@code check}.
 */
package dev.parley.check.knowledge;
