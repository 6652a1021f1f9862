package dev.parley.check.knowledge;

import dev.parley.core.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rules that say who it looks like, by what is known.
 *
 * <p>Nobody is suspected who does not end connections in the manner that was seen ({@link Shows}). Who says so comes first (the
 * reason of a close frame), then who was seen on the path, then, in one clause, whose default is just the number that was
 * measured. A server that was not seen is not suspected if another one was.
 */
public final class Suspects {
    /** Limits that count two connections for each WebSocket, and two for the hop itself. */
    private static final Set<String> TWO_EACH = Set.of("nginx-workers");

    private static final String UNSEEN = "; not seen on this path";
    private static final int MOST_NAMES = 5;
    private static final double LEAST_TOLERANCE = 1.2;
    private static final double TOLERANCE = 0.04;
    private static final double TOO_EARLY = 0.3;
    private static final int FRAME_HEADER_BYTES = 14;

    private final Facts facts;

    public Suspects(Facts facts) {
        this.facts = facts;
    }

    /**
     * Returns who cuts an idle connection after this time in this manner. Limits on age with just this number come last: as long as
     * only silent connections are watched, the two look alike.
     */
    public List<Suspect> idle(double seconds, Manner manner, List<Hop> seen) {
        List<Suspect> suspects =
                numbers("idle", manner, seen, "if it is set to about " + words(seconds), isAt(seconds));
        boolean known =
                suspects.stream().anyMatch(Suspect::seen) && !Authors.of(manner).isEmpty();
        if (!known) {
            candidates("lifetime", manner, seen).stream()
                    .filter(isAt(seconds))
                    .sorted(Comparator.comparing(fact -> !isSeen(fact, seen)))
                    .limit(1)
                    .forEach(fact -> suspects.add(suspect(fact, seen, ": a limit of " + limit(fact) + " on age")));
        }
        return suspects;
    }

    /** Returns who cuts even a busy connection at this age. */
    public List<Suspect> lifetime(double seconds, Manner manner, List<Hop> seen) {
        return numbers("lifetime", manner, seen, "if it is set to about " + words(seconds), isAt(seconds));
    }

    /** Returns who takes messages, or frames, up to this length and refuses longer ones in this manner. */
    public List<Suspect> messageSize(long bytes, boolean frames, Manner manner, List<Hop> seen) {
        return numbers(
                "message-size",
                manner,
                seen,
                "if it is set to " + Figures.count(bytes) + " bytes",
                fact -> fact.number() > 0 && Math.abs(fact.number() - bytes) <= (frames ? FRAME_HEADER_BYTES : 0));
    }

    /** Returns who lets in so many connections and turns the next away like this: the hops that were seen, or else others. */
    public List<Suspect> connections(int held, Refused how, List<Hop> seen) {
        List<Fact> likely = facts.facts().stream()
                .filter(fact -> fact.kind().equals("connections") && Shows.fits(fact, how))
                .toList();
        // A hop that is full refuses before the server is asked; whoever was not seen is a mere guess.
        List<Predicate<Fact>> likeliest = List.of(
                fact -> isSeen(fact, seen) && !fact.server(),
                fact -> isSeen(fact, seen),
                fact -> !fact.server() || !isServerKnown(seen));
        for (Predicate<Fact> these : likeliest) {
            List<Suspect> suspects = likely.stream()
                    .filter(these)
                    .map(fact -> refuser(fact, held, how, seen))
                    .toList();
            if (!suspects.isEmpty()) {
                return suspects;
            }
        }
        return List.of();
    }

    private static Suspect refuser(Fact fact, int held, Refused how, List<Hop> seen) {
        if (TWO_EACH.contains(fact.id()) && isSeen(fact, seen)) {
            int most = 2 * held + 2;
            return new Suspect(
                    fact.hop() + ": each WebSocket takes two of worker_connections: 2 x " + held + " + 2 is " + most
                            + " or " + (most + 1),
                    fact,
                    true);
        }
        if (how.kind() == Refused.Kind.OWN_LIMIT) {
            return new Suspect(fact.name() + ": this machine has no room for more", fact, false);
        }
        boolean counts = fact.number() > 0 && isSeen(fact, seen);
        String usual = counts ? " (default " + Figures.count((long) fact.number()) + ")" : "";
        return suspect(
                fact,
                seen,
                switch (how.kind()) {
                            case HTTP -> ": HTTP " + how.code() + " to the handshake";
                            case CLOSED -> ": accepted, and ended at once";
                            case HANGS -> ": TCP connects and the handshake hangs";
                            case TCP_REFUSED -> ": TCP is refused or ended at once";
                            case OWN_LIMIT -> "";
                        }
                        + usual);
    }

    /**
     * Returns who has a limit of a kind that shows in this manner: who says so, who was seen and has just this default, who was seen
     * and may have been set to it, and the others that have just this default.
     */
    private List<Suspect> numbers(String kind, Manner manner, List<Hop> seen, String set, Predicate<Fact> isEqual) {
        Map<String, Suspect> there = new LinkedHashMap<>();
        Map<String, Fact> others = new LinkedHashMap<>();
        for (Fact author : authors(manner, seen)) {
            there.putIfAbsent(key(author, seen), suspect(author, seen, ", by the reason that it gives"));
        }
        boolean authored = !there.isEmpty();
        List<Fact> candidates = candidates(kind, manner, seen);
        for (Fact fact : candidates) {
            if (isEqual.test(fact) && isSeen(fact, seen)) {
                there.putIfAbsent(key(fact, seen), suspect(fact, seen, ", whose default is " + limit(fact)));
            } else if (isEqual.test(fact)) {
                others.putIfAbsent(fact.hop(), fact);
            }
        }
        for (Fact fact : candidates) {
            if (!isEqual.test(fact) && isSeen(fact, seen) && !fact.isFixed()) {
                String usual = fact.number() > 0 ? "default " + limit(fact) : "no default";
                there.putIfAbsent(key(fact, seen), suspect(fact, seen, ", " + set + " (" + usual + ")"));
            }
        }
        List<Suspect> all = new ArrayList<>(there.values());
        if (!authored && !others.isEmpty()) {
            all.add(others(List.copyOf(others.values()), !all.isEmpty()));
        }
        return all;
    }

    /** Returns who gives such a reason; if some of those were seen, only these. */
    private List<Fact> authors(Manner manner, List<Hop> seen) {
        List<Fact> authors = Authors.of(manner).stream().map(facts::fact).toList();
        List<Fact> there = authors.stream().filter(fact -> isSeen(fact, seen)).toList();
        return there.isEmpty() ? authors.stream().limit(1).toList() : there;
    }

    /** Names those that were not seen and have just that default, as many as there is room for. */
    private static Suspect others(List<Fact> facts, boolean also) {
        Fact first = facts.get(0);
        if (facts.size() == 1) {
            return new Suspect(first.name() + ", whose default is " + limit(first) + UNSEEN, first, false);
        }
        String begin = (also ? "also matches" : "matches") + " the default of ";
        String end = " (" + limit(first) + "), none of them seen on this path";
        StringBuilder names = new StringBuilder(first.hop());
        for (Fact fact : facts.subList(1, Math.min(MOST_NAMES, facts.size()))) {
            String more = ", " + fact.hop();
            if (begin.length() + names.length() + more.length() + end.length() <= Suspect.MOST_CHARACTERS) {
                names.append(more);
            }
        }
        return new Suspect(begin + names + end, first, false);
    }

    private static Suspect suspect(Fact fact, List<Hop> seen, String why) {
        boolean there = isSeen(fact, seen);
        return new Suspect(fact.name() + why + (there ? "" : UNSEEN), fact, there);
    }

    private List<Fact> candidates(String kind, Manner manner, List<Hop> seen) {
        return facts.facts().stream()
                .filter(fact -> fact.kind().equals(kind) && Shows.fits(fact, manner))
                .filter(fact -> !fact.server() || isSeen(fact, seen) || !isServerKnown(seen))
                .toList();
    }

    private static boolean isServerKnown(List<Hop> seen) {
        return seen.stream().anyMatch(Hop::isServer);
    }

    private static boolean isSeen(Fact fact, List<Hop> seen) {
        return seen.stream().anyMatch(hop -> fact.isAbout(hop.product()));
    }

    /** Returns whose limit it is, so that each is named once. */
    private static String key(Fact fact, List<Hop> seen) {
        return seen.stream().map(Hop::product).filter(fact::isAbout).findFirst().orElse(fact.hop());
    }

    private static Predicate<Fact> isAt(double seconds) {
        return fact -> fact.number() > 0
                && seconds > fact.number() - TOO_EARLY
                && seconds < fact.number() + Math.max(LEAST_TOLERANCE, fact.number() * TOLERANCE);
    }

    private static String limit(Fact fact) {
        return fact.unit().equals("bytes") ? Figures.count((long) fact.number()) + " bytes" : words(fact.number());
    }

    private static String words(double seconds) {
        return Math.abs(seconds - Math.rint(seconds)) < 0.1
                ? String.format(Locale.ROOT, "%,.0f s", seconds)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }
}
