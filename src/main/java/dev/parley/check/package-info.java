/**
 * The path doctor: checks whether WebSocket works on a path, in reading order, and says what was seen, what it means, who sets
 * that and how to change it.
 *
 * <p>{@link dev.parley.check.Check} has a row for each check, and {@link dev.parley.check.Doctor} does them one turn after another.
 * An {@code Experiment} opens connections through a {@code Patient} and records what it sees, without an opinion; a judge, which is
 * pure, makes a {@code Judgement} of that. Time is a {@code Deadline} that is handed to whatever waits. What is known of proxies,
 * servers and libraries is in {@code facts.json} and {@code configurations.json}, where a person adds an entry; {@code Facts}
 * reads them. Reports are pure functions of a {@link dev.parley.check.Recording}.
 *
 * <p>May import {@code core}, {@code protocol}, {@code wire}, {@code report}, {@code conformance} and Gson.
 */
package dev.parley.check;
