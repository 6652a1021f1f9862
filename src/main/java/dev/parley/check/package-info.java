/**
 * The path doctor: checks whether WebSocket works on a path, in reading order, and says what was seen, what it means, who sets
 * that and how to change it.
 *
 * <p>{@link dev.parley.check.Doctor} runs the checks; each is a class of its own that takes a {@code Patient},
 * opens connections through it and returns a {@link dev.parley.check.Result}. What is known of proxies, servers and libraries
 * is in {@code facts.json} and {@code configurations.json}, where a person adds an entry; {@code Facts} reads
 * them. Reports are pure functions of a {@link dev.parley.check.Recording}.
 *
 * <p>May import {@code core}, {@code wire} and Gson.
 */
package dev.parley.check;
