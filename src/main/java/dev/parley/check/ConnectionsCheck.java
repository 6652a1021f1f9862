package dev.parley.check;

import dev.parley.wire.Ended;
import dev.parley.wire.WireSettings;
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
    public Result examine(Patient patient, Progress progress) throws InterruptedException {
        Findings findings = new Findings(Check.CONNECTIONS);
        int wanted = patient.limits().connections();
        WireSettings settings = patient.sink();
        if (settings.connectTimeout().compareTo(HANG) > 0) {
            settings = settings.connectTimeout(HANG);
        }
        long startNanos = System.nanoTime();
        List<Dialogue> open = new ArrayList<>();
        List<Ended> refused = new ArrayList<>();
        while (open.size() < wanted && refused.isEmpty()) {
            progress.say(open.size() + " of " + wanted + " connections");
            List<Dialogue> batch = new ArrayList<>();
            for (int i = open.size(); i < wanted && batch.size() < AT_ONCE; i++) {
                batch.add(patient.open(settings));
            }
            for (Dialogue one : batch) {
                if (one.awaitOpen()) {
                    open.add(one);
                } else {
                    refused.add(one.ended());
                }
            }
        }
        long tookNanos = System.nanoTime() - startNanos;
        // An end within this time is told by the last; the others are looked at, not waited for.
        List<Ended> dropped = new ArrayList<>();
        Ended last = open.isEmpty() ? null : open.get(open.size() - 1).awaitEnd(SETTLE);
        open.stream().map(Dialogue::ended).filter(end -> end != null).forEach(dropped::add);
        int held = open.size() - dropped.size();
        open.forEach(Dialogue::close);
        findings.figure("wanted", wanted).figure("held", held).figure("millis", Times.millis(tookNanos));
        List<Ended> against = refused.isEmpty() ? dropped : refused;
        if (!against.isEmpty()) {
            boolean recovers = recovers(patient, settings);
            findings.detail(
                    recovers
                            ? "after they were closed, a connection is accepted again"
                            : "after they were closed, none was accepted for "
                                    + RECOVERY_TRIES * RECOVERY_WAIT.toMillis() / 1000 + " s");
            findings.add(ceiling(patient, wanted, held, against, last != null && refused.isEmpty()));
        }
        return findings.result(
                held + " connections at once, opened in " + Times.words(tookNanos) + "; no limit was met");
    }

    private Finding ceiling(Patient patient, int wanted, int held, List<Ended> against, boolean afterOpening) {
        Ended commonest = commonest(against);
        Refused how = Refused.of(commonest);
        List<Suspect> likely = suspects.connections(held, how, patient.survey().hops());
        String own = patient.survey().parley() == null
                ? null
                : patient.survey().parley().setting("max-connections");
        List<String> names = new ArrayList<>();
        if (own != null && !own.equals("0") && Math.abs(Integer.parseInt(own) - held) <= Math.max(2, held / 50)) {
            names.add("Parley's own max-connections, which is " + own + " there");
        }
        likely.stream().map(Suspect::clause).limit(4).forEach(names::add);
        return new Finding(
                Verdict.WARNING,
                held + " of " + wanted + " connections are possible at once; the next "
                        + (afterOpening ? "is accepted and ended by " : "is refused: ") + Ends.words(commonest),
                meaning(how),
                names,
                "If there are to be more, raise the limit of whoever it is, and the one of file descriptors with it.",
                facts.configurations("connections", patient.survey().hops()),
                likely.stream().map(suspect -> suspect.fact().id()).limit(4).toList());
    }

    private static String meaning(Refused how) {
        return switch (how.kind()) {
            case HANGS ->
                "TCP is accepted by the system, and nobody takes the handshake: clients wait until they give up, and are told nothing.";
            case TCP_REFUSED -> "The queue of connections is full, or whoever listened is gone.";
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
