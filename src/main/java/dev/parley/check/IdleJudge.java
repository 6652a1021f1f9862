package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.check.knowledge.Manner;
import dev.parley.check.knowledge.Suspect;
import dev.parley.check.knowledge.Suspects;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that say after how long an idle connection is cut, by whom it looks, and what keeps it open. */
final class IdleJudge {
    private static final int MOST_SUSPECTS = 4;
    private static final Duration USUAL = Duration.ofSeconds(60);

    private final Facts facts;
    private final Suspects suspects;

    IdleJudge(Facts facts) {
        this.facts = facts;
        this.suspects = new Suspects(facts);
    }

    /**
     * Judges.
     *
     * @param bound how long it was to be watched
     * @param hops who was seen on the path
     */
    Judgement of(IdleSeen seen, Duration bound, List<Hop> hops) {
        Findings findings = new Findings();
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Watched one : seen.all()) {
            figures.put(name(one), one.lives() ? null : Times.seconds(one.ageNanos()));
        }
        findings.figure("watched_seconds", bound.toMillis() / 1e3)
                .figure("cut_after_seconds", figures)
                .figure(
                        "still_open",
                        seen.all().stream()
                                .filter(Watched::lives)
                                .map(IdleJudge::name)
                                .toList());
        if (seen.watchedNanos() != 0) {
            findings.detail("watched for " + Times.words(seen.watchedNanos()) + " of " + Times.words(bound.toNanos()));
        }
        seen.refused().forEach(line -> findings.detail("not opened: " + line));
        Watched silent = seen.of(Keeping.NOTHING);
        if (silent == null) {
            return Judgement.skipped("the connections to watch were refused: " + String.join("; ", seen.refused()));
        }
        for (Watched one : seen.all()) {
            findings.detail(line(one));
        }
        if (silent.serverPings() > 0) {
            findings.detail("the server pings on its own: " + silent.serverPings()
                    + (silent.serverPings() == 1 ? " ping" : " pings") + " on the connection that was left alone");
        }
        Watched busy = seen.of(Keeping.EVERYTHING);
        if (seen.gone()) {
            findings.add(gone(seen));
        } else if (busy != null && !busy.lives() && endedAlike(seen, busy)) {
            findings.add(aged(busy, silent, hops));
        } else if (!silent.lives()) {
            findings.add(idle(silent, seen, hops));
        } else {
            seen.all().stream().filter(one -> !one.lives()).findFirst().ifPresent(one -> findings.add(odd(one)));
        }
        return findings.result(summary(silent, seen, bound));
    }

    private static String summary(Watched silent, IdleSeen seen, Duration bound) {
        long watchedNanos = seen.watchedNanos() == 0 ? bound.toNanos() : seen.watchedNanos();
        String most = "no connection was cut within " + Times.words(watchedNanos);
        String refused = seen.refused().isEmpty() ? "" : "; " + seen.refused().size() + " could not be opened";
        if (silent.messages() > 0) {
            return most + "; none was silent, because the server sends messages on its own" + refused;
        }
        if (silent.serverPings() > 0) {
            return most + "; none was silent, because the server pings on its own" + refused;
        }
        return most + ", not even a silent one"
                + (bound.compareTo(USUAL) < 0 ? "; the usual limits are longer, 60 s and more" : "") + refused;
    }

    /** Judges an end of all connections after which no server could be reached. */
    private static Finding gone(IdleSeen seen) {
        Watched first = seen.all().get(0);
        return Finding.of(
                        Verdict.FAILED,
                        "all " + seen.all().size() + " connections ended after " + Times.words(first.ageNanos()) + " ("
                                + how(first) + "), and no new one can be opened",
                        "The server or a hop was stopped or restarted meanwhile, or has gone: this is not a timeout.",
                        "Run the check again when it is up.")
                .facts("cc-1001");
    }

    private static String line(Watched one) {
        return one.keeping() + ": "
                + (one.lives()
                        ? "open after " + Times.words(one.ageNanos())
                        : one.swallowed()
                                ? "looked open after " + Times.words(one.ageNanos()) + ", and no longer answered"
                                : "cut after " + Times.words(one.ageNanos()) + " by " + one.words());
    }

    /** Judges a connection that was cut although messages went both ways all the time. */
    private Finding aged(Watched busy, Watched silent, List<Hop> hops) {
        double seconds = busy.ageNanos() / 1e9;
        boolean alike =
                !silent.lives() && Math.abs(silent.ageNanos() - busy.ageNanos()) < busy.ageNanos() / 10 + 500_000_000;
        List<Suspect> likely = suspects.lifetime(seconds, manner(busy), hops);
        return new Finding(
                Verdict.FAILED,
                "a connection is cut after " + Times.words(busy.ageNanos())
                        + " though messages go both ways all the time: " + how(busy),
                alike
                        ? "The limit is on its age: a silent one and a busy one are cut alike, and no ping helps. Something on the way"
                                + " takes the whole connection for one request."
                        : "The limit is on its age, or a fault ends it: no ping helps.",
                names(likely),
                "Raise that timeout, where it is set, to as long as connections should last; until then let clients reconnect.",
                facts.configurations("idle", top(likely)),
                ids(likely));
    }

    /** Tells whether all ended at about the same age, whatever went over them. */
    private static boolean endedAlike(IdleSeen seen, Watched like) {
        return seen.all().stream()
                .allMatch(one -> !one.lives()
                        && Math.abs(one.ageNanos() - like.ageNanos()) < like.ageNanos() / 10 + 500_000_000);
    }

    private Finding idle(Watched silent, IdleSeen seen, List<Hop> hops) {
        KeepAlive keepAlive = KeepAlive.of(seen.all());
        long limitNanos = silent.swallowed() ? Math.max(seen.aliveNanos(), seen.deadNanos() / 4) : silent.quietNanos();
        double seconds = silent.quietNanos() / 1e9;
        String proxy = hops.stream()
                .filter(hop -> hop.place() == Hop.Place.PROXY)
                .map(Hop::product)
                .findFirst()
                .orElse(null);
        List<Suspect> likely = silent.swallowed()
                ? suspects.idle(seen.deadNanos() / 1e9, manner(silent), hops)
                : suspects.idle(seconds, manner(silent), hops);
        String cut = silent.swallowed()
                ? "a silent connection is dropped without a word after "
                        + (seen.aliveNanos() == 0
                                ? "less than " + Times.words(seen.deadNanos())
                                : Times.words(seen.aliveNanos()) + " to " + Times.words(seen.deadNanos()))
                        + (silent.words().isEmpty()
                                ? ": it looks open and no longer answers"
                                : ": it looks open, and ends with " + silent.words())
                : "a silent connection is cut after " + Times.words(silent.quietNanos()) + ": " + how(silent);
        return new Finding(
                Verdict.WARNING,
                cut,
                keepAlive.meaning()
                        + (silent.swallowed()
                                ? " Neither side is told: both find out when they send, and TCP may take minutes to give up."
                                : ""),
                proxy == null ? names(likely) : with(proxy + "'s own timeout (Squid: read_timeout)", names(likely)),
                keepAlive.remedy(limitNanos),
                facts.configurations("idle", top(likely)),
                ids(likely));
    }

    /** Returns what a connection is called in figures: by what went over it. */
    private static String name(Watched one) {
        return one.keeping().toString().replace(' ', '_');
    }

    private static Finding odd(Watched one) {
        return Finding.of(
                Verdict.WARNING,
                "the connection with " + one.keeping() + " is cut after " + Times.words(one.ageNanos()) + ": "
                        + how(one) + "; a silent one is not",
                "What goes over it ends it, not a timeout: there may be a limit on messages, on pings or on how many there are.",
                "Look at the server's log for why it closes.");
    }

    private static String how(Watched one) {
        return one.swallowed() && one.words().isEmpty() ? "it no longer answers" : one.words();
    }

    private static Manner manner(Watched one) {
        return one.swallowed() ? new Manner(Manner.Kind.SWALLOWED, 1006, "") : one.end();
    }

    private static List<String> with(String first, List<String> others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(others);
        return all;
    }

    private static List<Suspect> top(List<Suspect> likely) {
        return likely.subList(0, Math.min(MOST_SUSPECTS, likely.size()));
    }

    private static List<String> names(List<Suspect> likely) {
        return top(likely).stream().map(Suspect::clause).toList();
    }

    private static List<String> ids(List<Suspect> likely) {
        return likely.stream()
                .map(suspect -> suspect.fact().id())
                .distinct()
                .limit(MOST_SUSPECTS)
                .toList();
    }
}
