package dev.parley.check;

import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.List;

/**
 * How many connections there could be at once.
 *
 * @param wanted how many there were to be
 * @param most how many of them this process may have
 * @param opened how many were accepted
 * @param dropped how those ended that were accepted and did not stay
 * @param refused how the next one was refused; null if none was
 * @param answer the body of the answer that refused it; null if there was none
 * @param openingNanos how long it took to open them
 * @param serversMost how many the Parley at the far end is set to take; 0 if there is none, or it has no limit
 * @param recovery whether one was accepted again after they were closed
 */
record ConnectionsSeen(
        int wanted,
        int most,
        int opened,
        List<Ended> dropped,
        Ended refused,
        String answer,
        long openingNanos,
        int serversMost,
        Recovery recovery) {
    /** How long one more is tried to open when the others were closed. */
    static final Duration RECOVERY = Duration.ofSeconds(5);

    /** What came of one more connection, when the others were closed. */
    enum Recovery {
        /** It was not tried, because no limit was met or there was no time. */
        UNTRIED,
        ACCEPTED,
        REFUSED
    }

    /** Copies the list. */
    ConnectionsSeen {
        dropped = List.copyOf(dropped);
    }

    /** Returns how many were there at once. */
    int held() {
        return opened - dropped.size();
    }
}
