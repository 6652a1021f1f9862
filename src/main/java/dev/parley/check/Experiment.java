package dev.parley.check;

import java.util.function.Function;

/**
 * What does things on the wire and takes note of what it sees; it has no opinions. Used once, by one thread.
 *
 * @param <O> what is seen
 */
interface Experiment<O> {
    /**
     * Does it.
     *
     * @throws OutOfTime if no time is left for all of it: what was seen by then still holds
     */
    void run() throws InterruptedException, OutOfTime;

    /** Returns what was seen so far; null if that is not worth a word. */
    O seen();

    /**
     * Does one as far as there is time for it, and judges what was seen.
     *
     * @param <O> what is seen
     * @throws OutOfTime if no time was left and nothing was seen
     */
    static <O> Judgement judged(Experiment<O> experiment, Function<O, Judgement> judge)
            throws InterruptedException, OutOfTime {
        try {
            experiment.run();
            return judge.apply(experiment.seen());
        } catch (OutOfTime e) {
            if (experiment.seen() == null) {
                throw e;
            }
            return judge.apply(experiment.seen()).unfinished();
        } catch (InterruptedException e) {
            if (experiment.seen() == null) {
                throw e;
            }
            Thread.currentThread().interrupt();
            return judge.apply(experiment.seen()).unfinished();
        }
    }
}
