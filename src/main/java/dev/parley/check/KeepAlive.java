package dev.parley.check;

import java.util.List;

/**
 * What keeps a connection open where a silent one is cut.
 *
 * @param keeps the connections that outlived the silent one
 * @param fails the others that were cut, too
 */
record KeepAlive(List<Watched> keeps, List<Watched> fails) {
    /** Parts the ones that something went over. */
    static KeepAlive of(List<Watched> all) {
        return new KeepAlive(busy(all, true), busy(all, false));
    }

    private static List<Watched> busy(List<Watched> all, boolean lives) {
        return all.stream()
                .filter(one -> one.keeping() != Keeping.NOTHING && one.lives() == lives)
                .toList();
    }

    /** Returns what kind of limit that shows, as sentences. */
    String meaning() {
        if (fails.isEmpty() && keeps.size() >= 3) {
            return "Only a silent connection is cut: anything that goes over it, either way, keeps it open.";
        }
        StringBuilder meaning = new StringBuilder("The limit is on idleness");
        if (!keeps.isEmpty()) {
            meaning.append(keeps.size() == 1 ? ": the one with " : ": those with ")
                    .append(joined(keeps))
                    .append(" stayed open for longer");
        }
        meaning.append(".");
        if (keeps.isEmpty() && !fails.isEmpty()) {
            return "All were cut at that age, even with " + joined(fails)
                    + ": either the limit is on age, or these do not count"
                    + " as traffic. Here the two cannot be told apart; with an endpoint that echoes, or a Parley, they can.";
        }
        if (!fails.isEmpty()) {
            meaning.append(" It was not kept open by ").append(joined(fails)).append(".");
        }
        return meaning.toString();
    }

    /** Returns what to do about a limit of this length, as a sentence. */
    String remedy(long limitNanos) {
        String interval = "every " + interval(limitNanos);
        boolean clientPings = has(Keeping.CLIENT_PINGS);
        boolean serverPings = has(Keeping.SERVER_PINGS);
        String who = clientPings && serverPings
                ? "Let either side ping " + interval
                : clientPings
                        ? "Let the client ping " + interval
                        : serverPings
                                ? "Let the server ping " + interval
                                : has(Keeping.CLIENT_DATA) || has(Keeping.EVERYTHING)
                                        ? "Pings do not count here: let the application send a message " + interval
                                        : "Let the application send something " + interval;
        return who + ", well below the limit and not equal to it"
                + (serverPings ? " (Parley: ping-interval; pages in browsers cannot ping)" : "")
                + "; or raise the limit.";
    }

    private boolean has(Keeping keeping) {
        return keeps.stream().anyMatch(one -> one.keeping() == keeping);
    }

    /** Returns half a limit, rounded as people would set it. */
    static String interval(long limitNanos) {
        long seconds = limitNanos / 2_000_000_000L;
        if (seconds < 1) {
            return Math.max(1, limitNanos / 2_000_000) + " ms";
        }
        return (seconds >= 20 ? seconds / 5 * 5 : seconds) + " s";
    }

    private static String joined(List<Watched> some) {
        List<String> words = some.stream().map(one -> one.keeping().toString()).toList();
        return words.size() < 2
                ? String.join("", words)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }
}
