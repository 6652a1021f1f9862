package dev.parley.check;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What a check does to a server at the most, on a path that works.
 *
 * @param connections how many connections it opens in all
 * @param atOnce how many of them are open at the same time
 * @param waiting how long it waits beside others that wait; all else is over in half a second
 * @param words what else is worth a user's while to know before it begins, as a clause; or null
 */
record Cost(
        ToIntFunction<Limits> connections,
        ToIntFunction<Limits> atOnce,
        Function<Limits, Duration> waiting,
        Function<Limits, String> words) {
    /** What is open at the same time where nothing is said. */
    static final int FEW = 6;

    /** Returns that of a few connections. */
    static Cost of(int connections) {
        return of(limits -> connections);
    }

    /** Returns that of some connections, few of them at a time. */
    static Cost of(ToIntFunction<Limits> connections) {
        return new Cost(connections, limits -> FEW, limits -> Duration.ZERO, limits -> null);
    }

    Cost atOnce(ToIntFunction<Limits> most) {
        return new Cost(connections, most, waiting, words);
    }

    Cost waiting(Function<Limits, Duration> time) {
        return new Cost(connections, atOnce, time, words);
    }

    Cost words(Function<Limits, String> clause) {
        return new Cost(connections, atOnce, waiting, clause);
    }
}
