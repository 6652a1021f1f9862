package dev.parley.bench;

import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What is known of a run at its end, beside its slices.
 *
 * @param opening how long each connection took to open
 * @param openingNanos how long it took until all were open
 * @param sendingNanos how long messages were sent that are measured
 * @param lasted how long connections lasted that ended before the end, by how they did
 * @param problems of connections as a whole
 * @param interrupted whether a person ended it
 * @param cpuNanos of the processor, by this process, while it was measured
 */
public record Outcome(
        Histogram opening,
        long openingNanos,
        long sendingNanos,
        Map<String, Lasted> lasted,
        Problems problems,
        boolean interrupted,
        long cpuNanos) {
    /** Returns the same with another time for which messages were sent. */
    Outcome sending(long nanos) {
        return new Outcome(opening, openingNanos, nanos, lasted, problems, interrupted, cpuNanos);
    }

    /** How long connections lasted that ended in one way. */
    record Lasted(long count, long leastNanos, long sumNanos, long mostNanos) {
        Lasted add(Lasted other) {
            return new Lasted(
                    count + other.count,
                    Math.min(leastNanos, other.leastNanos),
                    sumNanos + other.sumNanos,
                    Math.max(mostNanos, other.mostNanos));
        }
    }
}
