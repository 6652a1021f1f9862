/**
 * The path doctor: checks whether WebSocket works on a path, in reading order, and says what was seen, what it means, who sets
 * that and how to change it.
 *
 * <p>{@link dev.parley.check.Doctor} runs the checks, a row of {@link dev.parley.check.Check} each. A check is an experiment,
 * which opens connections and has no opinions; a record of what was seen; and a judge, a pure function of that record, which is
 * tested without a network. What is known of proxies, servers and libraries is in {@code check.knowledge}. Reports are pure
 * functions of a {@link dev.parley.check.Recording}.
 *
 * <p>May import {@code core}, {@code protocol}, {@code wire}, {@code report}, {@code conformance}, Gson and the template engine.
 */
package dev.parley.check;
