package dev.parley.check;

import java.util.List;

/**
 * What became of connections that were watched side by side.
 *
 * @param all one for each {@link Keeping} that was possible, in that order
 * @param aliveNanos until when a silent connection is known to have been there, if it was swallowed
 * @param deadNanos from when on it is known not to have been, if it was swallowed
 * @param refused connections that were not opened, and why
 * @param gone whether all had ended and no new connection could be opened
 * @param watchedNanos how long they were watched, if the user did not want to wait any longer; else 0
 */
record IdleSeen(
        List<Watched> all, long aliveNanos, long deadNanos, List<String> refused, boolean gone, long watchedNanos) {
    /** Copies the lists. */
    IdleSeen {
        all = List.copyOf(all);
        refused = List.copyOf(refused);
    }

    /** Returns the one with this going over it, or null. */
    Watched of(Keeping keeping) {
        return all.stream().filter(one -> one.keeping() == keeping).findFirst().orElse(null);
    }
}
