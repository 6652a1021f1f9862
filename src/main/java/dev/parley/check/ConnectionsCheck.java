package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hops;
import dev.parley.check.knowledge.Refused;
import dev.parley.check.knowledge.Suspect;
import dev.parley.check.knowledge.Suspects;
import dev.parley.wire.Answered;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.SocketLimits;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Opens many connections and finds out how many there may be, and whose limit that is. */
final class ConnectionsCheck implements Examination {
    private static final int AT_ONCE = 10;
    /** Whoever accepts and then throws out does it at once. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private static final Duration HANG = Duration.ofSeconds(3);
    private static final int RECOVERY_TRIES = 20;
    private static final Duration RECOVERY_WAIT = Duration.ofMillis(250);

    private final Facts facts;
    private final Suspects suspects;

    ConnectionsCheck(Facts facts) {
        this.facts = facts;
        this.suspects = new Suspects(facts);
    }

    @Override
    public Check check() {
        return Check.CONNECTIONS;
    }

    @Override
    public Result examine(Patient patient, Findings findings, Progress progress) throws InterruptedException {
        int wanted = patient.limits().connections();
        // Without files the JVM cannot even load its classes: this side's limit is not tried, but told.
        int most = (int) Math.max(1, Math.min(wanted, Math.min(SocketLimits.ports(), files())));
        WireSettings settings = patient.sink();
        if (settings.connectTimeout().compareTo(HANG) > 0) {
            settings = settings.connectTimeout(HANG);
        }
        long startNanos = System.nanoTime();
        List<Dialogue> open = new ArrayList<>();
        Dialogue refused = null;
        int atOnce = AT_ONCE;
        while (open.size() < most && refused == null) {
            progress.say(open.size() + " of " + wanted + " connections");
            Dialogue failed = batch(patient, settings, Math.min(atOnce, most - open.size()), open);
            // Several at once disturb each other at the limit: the last ones are opened one by one.
            refused = atOnce == 1 ? failed : null;
            atOnce = failed == null ? atOnce : 1;
        }
        long tookNanos = System.nanoTime() - startNanos;
        // An end within this time is told by the last; the others are looked at, not waited for.
        List<Ended> dropped = new ArrayList<>();
        if (!open.isEmpty()) {
            open.get(open.size() - 1).awaitEnd(SETTLE);
        }
        open.stream().map(Dialogue::ended).filter(end -> end != null).forEach(dropped::add);
        int held = open.size() - dropped.size();
        open.forEach(Dialogue::close);
        findings.figure("wanted", wanted).figure("held", held).figure("opening_ms", Times.millis(tookNanos));
        if (open.isEmpty() && refused != null) {
            return findings.add(Finding.of(
                            Verdict.FAILED,
                            "not one connection can be opened any more: " + Ends.words(refused.ended()),
                            "There was one before: the server or a hop is gone, or lets this client in no more.",
                            "See whether it still runs, and its log."))
                    .result("");
        }
        if (refused != null || !dropped.isEmpty()) {
            findings.add(
                    refused == null
                            ? ceiling(patient, wanted, held, commonest(dropped), null)
                            : ceiling(patient, wanted, held, refused.ended(), refused.answered()));
            boolean recovers = recovers(patient, settings);
            findings.detail(
                    recovers
                            ? "after they were closed, a connection is accepted again"
                            : "after they were closed, none was accepted for "
                                    + RECOVERY_TRIES * RECOVERY_WAIT.toMillis() / 1000 + " s");
        }
        if (refused == null && most < wanted) {
            findings.add(ownLimit(most, wanted));
        }
        return findings.result(
                held + " connections at once, opened in " + Times.words(tookNanos) + "; no limit was met");
    }

    private static long files() {
        long files = SocketLimits.openFiles();
        return files == Long.MAX_VALUE ? files : files - SocketLimits.FILES_OF_THE_JVM;
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

    /** Opens some at once, adds those that were accepted, and returns one that was not, or null. */
    private static Dialogue batch(Patient patient, WireSettings settings, int count, List<Dialogue> open)
            throws InterruptedException {
        List<Dialogue> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(patient.open(settings));
        }
        Dialogue refused = null;
        for (Dialogue one : batch) {
            if (one.awaitOpen()) {
                open.add(one);
            } else {
                refused = one;
            }
        }
        return refused;
    }

    /**
     * Judges a limit.
     *
     * @param answer what the refusal was, if it was HTTP; null if it was not, or the connection was accepted first
     */
    private Finding ceiling(Patient patient, int wanted, int held, Ended end, Answered answer) {
        Refused how = Refused.of(end);
        boolean own = isParleysOwn(patient, held);
        List<Suspect> likely = suspects.connections(held, how, patient.survey().hops()).stream()
                .filter(suspect -> own || !suspect.fact().id().startsWith("parley-"))
                .toList();
        List<String> names = new ArrayList<>();
        if (answer != null) {
            Hops.of(List.of(), new String(answer.body(), StandardCharsets.UTF_8))
                    .forEach(hop -> names.add("the answer is that of " + hop.product() + ": " + hop.evidence()));
        }
        likely.stream().map(Suspect::clause).limit(4).forEach(names::add);
        return new Finding(
                Verdict.WARNING,
                held + " of " + wanted + " connections are possible at once; the next is "
                        + (how.kind() == Refused.Kind.CLOSED ? "accepted and ended by " : "refused: ")
                        + Ends.words(end),
                meaning(how),
                names,
                "If there are to be more, raise the limit of whoever it is, and the one of file descriptors with it.",
                facts.configurations("connections", likely),
                likely.stream().map(suspect -> suspect.fact().id()).limit(4).toList());
    }

    /** Tells whether the limit is that of the Parley at the far end, give or take connections that others have. */
    private static boolean isParleysOwn(Patient patient, int held) {
        Parley parley = patient.survey().parley();
        String setting = parley == null ? null : parley.setting("max-connections");
        return setting != null
                && setting.matches("[1-9]\\d*")
                && Math.abs(Integer.parseInt(setting) - held) <= Math.max(5, held / 10);
    }

    private static String meaning(Refused how) {
        return switch (how.kind()) {
            case HANGS ->
                "TCP is accepted by the system, and nobody takes the handshake: clients wait until they give up, and are told nothing.";
            case TCP_REFUSED ->
                "TCP is refused or ended at once: clients are told nothing, and cannot tell a limit from a server that is down.";
            case OWN_LIMIT -> "It is this machine that has no place for more: its limit on open files or on ports.";
            case CLOSED ->
                "The connection is opened first and closed then: clients may reconnect at once, again and again.";
            case HTTP -> "Clients are told at the handshake; a browser's page sees 1006 only.";
        };
    }

    private static Ended commonest(List<Ended> ends) {
        Map<String, List<Ended>> byWords = ends.stream().collect(Collectors.groupingBy(Ends::words));
        return byWords.values().stream()
                .max((one, other) -> Integer.compare(one.size(), other.size()))
                .map(alike -> alike.get(0))
                .orElseThrow();
    }

    /** Tells whether the next connection is accepted soon after all are gone. */
    private static boolean recovers(Patient patient, WireSettings settings) throws InterruptedException {
        for (int i = 0; i < RECOVERY_TRIES; i++) {
            try (Dialogue next = patient.open(settings)) {
                if (next.awaitOpen() && next.awaitEnd(RECOVERY_WAIT) == null) {
                    return true;
                }
            }
            Thread.sleep(RECOVERY_WAIT.toMillis());
        }
        return false;
    }
}
