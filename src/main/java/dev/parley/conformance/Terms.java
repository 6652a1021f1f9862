package dev.parley.conformance;

import dev.parley.wire.WireSettings;
import java.time.Duration;

/**
 * The terms on which cases are run.
 *
 * @param settings how to reach the peer; whether compression is offered is for each case to say
 * @param echo whether the peer sends every message back; else a ping after it is enough
 * @param patience the longest that an answer may take
 * @param atOnce how many connections are open at a time, at the most
 * @param untilNanos when all has to be over, by {@link System#nanoTime}
 */
public record Terms(WireSettings settings, boolean echo, Duration patience, int atOnce, long untilNanos) {}
