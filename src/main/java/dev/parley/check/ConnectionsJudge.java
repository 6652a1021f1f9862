package dev.parley.check;

import dev.parley.check.ConnectionsSeen.Recovery;
import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.check.knowledge.Hops;
import dev.parley.check.knowledge.Refused;
import dev.parley.check.knowledge.Suspect;
import dev.parley.check.knowledge.Suspects;
import dev.parley.wire.Ended;
import dev.parley.wire.SocketLimits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** The judge of how many connections there could be; pure. */
final class ConnectionsJudge {
    private static final int MOST_SUSPECTS = 4;
    /** How many connections of others there may be beside, at least. */
    private static final int OTHERS = 5;

    private final Facts facts;
    private final Suspects suspects;
    private final List<Hop> hops;

    /**
     * Makes one.
     *
     * @param hops who was seen on the path
     */
    ConnectionsJudge(Facts facts, List<Hop> hops) {
        this.facts = facts;
        this.suspects = new Suspects(facts);
        this.hops = hops;
    }

    Judgement of(ConnectionsSeen seen) {
        Findings findings = new Findings()
                .figure("wanted", seen.wanted())
                .figure("held", seen.held())
                .figure("opening_ms", Times.millis(seen.openingNanos()));
        if (seen.opened() == 0) {
            return findings.add(Finding.of(
                            Verdict.FAILED,
                            "no connection can be opened any more: " + Ends.words(seen.refused()),
                            "There was one before: the server or a hop is gone, or no longer lets this client in.",
                            "See whether it still runs, and its log."))
                    .result("");
        }
        if (seen.refused() != null || !seen.dropped().isEmpty()) {
            findings.add(ceiling(seen));
        }
        if (seen.recovery() != Recovery.UNTRIED) {
            findings.detail(
                    seen.recovery() == Recovery.ACCEPTED
                            ? "after they were closed, a connection is accepted again"
                            : "after they were closed, none was accepted for " + ConnectionsSeen.RECOVERY.toSeconds()
                                    + " s");
        }
        if (seen.refused() == null && seen.most() < seen.wanted()) {
            findings.add(ownLimit(seen.most(), seen.wanted()));
        }
        return findings.result(seen.held() + " connections at once, opened in " + Times.words(seen.openingNanos())
                + "; no limit was met");
    }

    private Finding ownLimit(int most, int wanted) {
        Refused how = new Refused(Refused.Kind.OWN_LIMIT, 0);
        List<Suspect> likely = suspects.connections(most, how, List.of());
        return new Finding(
                Verdict.WARNING,
                "this process may not have more than " + most + " of the " + wanted + " connections",
                meaning(how),
                likely.stream().map(Suspect::clause).toList(),
                "'ulimit -n " + (wanted + SocketLimits.FILES_OF_THE_JVM) + "' before the command lifts that.",
                List.of(),
                likely.stream().map(suspect -> suspect.fact().id()).toList());
    }

    private Finding ceiling(ConnectionsSeen seen) {
        Ended end = seen.refused() == null ? commonest(seen.dropped()) : seen.refused();
        Refused how = Refused.of(end);
        boolean own = isParleysOwn(seen);
        List<Suspect> likely = suspects.connections(seen.held(), how, hops).stream()
                .filter(suspect -> own || !suspect.fact().hop().equals("Parley"))
                .toList();
        List<String> names = new ArrayList<>();
        if (seen.answer() != null) {
            Hops.of(List.of(), seen.answer())
                    .forEach(hop -> names.add("the answer is that of " + hop.product() + ": " + hop.evidence()));
        }
        likely.stream().map(Suspect::clause).limit(MOST_SUSPECTS).forEach(names::add);
        return new Finding(
                Verdict.WARNING,
                seen.held() + " of " + seen.wanted() + " connections are possible at once; the next is "
                        + (how.kind() == Refused.Kind.CLOSED ? "accepted and ended by " : "refused: ")
                        + Ends.words(end),
                meaning(how),
                names,
                "If there are to be more, raise the limit of whoever it is, and the one of file descriptors with it.",
                facts.configurations("connections", likely),
                likely.stream()
                        .map(suspect -> suspect.fact().id())
                        .limit(MOST_SUSPECTS)
                        .toList());
    }

    /** Tells whether the limit is that of the Parley at the far end, give or take connections that others have. */
    private static boolean isParleysOwn(ConnectionsSeen seen) {
        return seen.serversMost() > 0
                && Math.abs(seen.serversMost() - seen.held()) <= Math.max(OTHERS, seen.held() / 10);
    }

    private static String meaning(Refused how) {
        return switch (how.kind()) {
            case HANGS ->
                "TCP is accepted by the system, and nobody takes the handshake: clients wait until they give up, and are told nothing.";
            case TCP_REFUSED ->
                "TCP is refused or ended at once: clients are told nothing, and cannot tell a limit from a server that is down.";
            case OWN_LIMIT -> "This machine has no room for more: it has reached its limit on open files or on ports.";
            case CLOSED ->
                "The connection is opened first and then closed: clients may reconnect at once, again and again.";
            case HTTP -> "Clients are told at the handshake; a browser's page sees 1006 only.";
        };
    }

    /** Returns an end of the kind that most have; of several such kinds the one that came first. */
    private static Ended commonest(List<Ended> ends) {
        return ends.stream()
                .collect(Collectors.groupingBy(Refused::of, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                // The first of the largest: max alone returns the last.
                .sorted(Comparator.comparing((List<Ended> alike) -> alike.size())
                        .reversed())
                .map(alike -> alike.get(0))
                .findFirst()
                .orElseThrow();
    }
}
