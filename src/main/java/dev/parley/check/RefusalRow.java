package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A cause of refused handshakes: what it looks like, what it means and what to do.
 *
 * @param fits tells whether a refusal looks like it
 * @param seen what was seen of it, as a clause
 * @param meaning as a sentence
 * @param remedy as a sentence
 * @param blamesHops whether the hops that were seen may have done it
 * @param topic of the configuration that changes it, or null
 * @param facts the ids of those it rests on
 */
record RefusalRow(
        Predicate<Refusal> fits,
        Function<Refusal, String> seen,
        String meaning,
        String remedy,
        boolean blamesHops,
        String topic,
        Function<Refusal, List<String>> facts) {
    /** Begins a row, by what fits. */
    static RefusalRow when(Predicate<Refusal> fits) {
        return new RefusalRow(fits, refusal -> refusal.given().said(), "", "", false, null, refusal -> List.of());
    }

    /** Begins a row for an answer with one of these statuses. */
    static RefusalRow status(int... statuses) {
        return when(refusal -> refusal.is(statuses));
    }

    /** Begins a row for a way that was accepted. */
    static RefusalRow accepted(Try.Way way) {
        return when(refusal -> refusal.accepted(way) != null)
                .seen(refusal -> refusal.given().said() + ", but accepted "
                        + refusal.accepted(way).what());
    }

    /** Narrows it. */
    RefusalRow and(Predicate<Refusal> more) {
        return new RefusalRow(fits.and(more), seen, meaning, remedy, blamesHops, topic, facts);
    }

    /** Says what was seen, in place of what the answer said. */
    RefusalRow seen(Function<Refusal, String> words) {
        return new RefusalRow(fits, words, meaning, remedy, blamesHops, topic, facts);
    }

    /** Adds something to what the answer said. */
    RefusalRow adding(String words) {
        return seen(refusal -> refusal.given().said() + words);
    }

    /** Says what it means, and what to do. */
    RefusalRow means(String sentence, String what) {
        return new RefusalRow(fits, seen, sentence, what, blamesHops, topic, facts);
    }

    /** Names the hops that were seen. */
    RefusalRow blamingHops() {
        return new RefusalRow(fits, seen, meaning, remedy, true, topic, facts);
    }

    /** Shows lines of configuration. */
    RefusalRow lines(String about) {
        return new RefusalRow(fits, seen, meaning, remedy, blamesHops, about, facts);
    }

    /** Names what it rests on. */
    RefusalRow facts(String... ids) {
        return facts(refusal -> List.of(ids));
    }

    /** Names what it rests on, by what was seen. */
    RefusalRow facts(Function<Refusal, List<String>> ids) {
        return new RefusalRow(fits, seen, meaning, remedy, blamesHops, topic, ids);
    }

    /** Makes the finding. */
    Finding finding(Refusal refusal, Facts known) {
        return new Finding(
                Verdict.FAILED,
                seen.apply(refusal),
                meaning,
                blamesHops ? refusal.suspects() : List.of(),
                remedy,
                topic == null ? List.of() : known.configurationsOf(topic, refusal.hops()),
                facts.apply(refusal));
    }
}
