package dev.parley.check;

import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Keeps connections side by side, each with something else going over it, and sees which is cut when and how.
 *
 * <p>Several of the silent ones are asked for a pong at a quarter, a half and three quarters of the time: one that was dropped
 * without a word shows only when something is sent, and so it is known between which two moments that was.
 */
final class IdleWatch {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final long TICK_MILLIS = 50;
    private static final int PARTS = 4;

    private final Patient patient;
    private final Duration bound;
    private final Duration beat;
    private final Map<Keeping, Dialogue> dialogues = new EnumMap<>(Keeping.class);
    // Silent, too, each asked once; by the part of the time when.
    private final List<Dialogue> asked = new ArrayList<>();

    IdleWatch(Patient patient) {
        this.patient = patient;
        this.bound = patient.limits().idle();
        // A hop's timer is at least a second or two, but in tests.
        this.beat = bound.compareTo(LONG) < 0 ? Duration.ofMillis(500) : Duration.ofSeconds(1);
    }

    /**
     * Is what was seen.
     *
     * @param all one of each kind that could be had, in the order of {@link Keeping}
     * @param aliveNanos until when a silent connection is known to have been there, if it was swallowed
     * @param deadNanos from when on it is known not to have been, if it was swallowed
     * @param refused connections that were not opened, and why
     */
    record Seen(List<Watched> all, long aliveNanos, long deadNanos, List<String> refused) {
        Watched of(Keeping keeping) {
            return all.stream()
                    .filter(one -> one.keeping() == keeping)
                    .findFirst()
                    .orElse(null);
        }
    }

    Seen watch(Progress progress) throws InterruptedException {
        List<String> refused = open();
        boolean pongs = answersPings();
        long startNanos = System.nanoTime();
        long nextBeat = startNanos + beat.toNanos();
        long aliveNanos = 0;
        long deadNanos = 0;
        int part = 1;
        while (System.nanoTime() - startNanos < bound.toNanos() && anyOpen()) {
            Thread.sleep(TICK_MILLIS);
            long now = System.nanoTime();
            if (now >= nextBeat) {
                nextBeat += beat.toNanos();
                beat();
                progress.say(countdown(now - startNanos));
            }
            if (pongs && part < PARTS && now - startNanos >= part * (bound.toNanos() / PARTS)) {
                Dialogue one = asked.size() < part ? null : asked.get(part - 1);
                part++;
                if (one != null && one.ended() == null) {
                    long askedNanos = System.nanoTime() - one.lastNanos();
                    if (one.answersPing(patience())) {
                        aliveNanos = Math.max(aliveNanos, askedNanos);
                    } else if (one.ended() == null && deadNanos == 0) {
                        deadNanos = askedNanos;
                    }
                }
            }
        }
        List<Watched> all = new ArrayList<>();
        for (Map.Entry<Keeping, Dialogue> entry : dialogues.entrySet()) {
            all.add(watched(entry.getKey(), entry.getValue(), pongs));
        }
        dialogues.values().forEach(Dialogue::close);
        asked.forEach(Dialogue::close);
        return new Seen(all, aliveNanos, deadNanos == 0 ? bound.toNanos() : deadNanos, refused);
    }

    private Duration patience() {
        return patient.limits().patience().compareTo(bound) < 0
                ? patient.limits().patience()
                : bound;
    }

    private List<String> open() throws InterruptedException {
        List<String> refused = new ArrayList<>();
        Map<Keeping, WireSettings> plan = plan();
        plan.forEach((keeping, settings) -> dialogues.put(keeping, patient.open(settings)));
        for (int i = 1; i < PARTS; i++) {
            asked.add(patient.open(patient.sink()));
        }
        for (Keeping keeping : plan.keySet()) {
            Dialogue dialogue = dialogues.get(keeping);
            if (!dialogue.awaitOpen()) {
                refused.add(keeping + ": " + Ends.words(dialogue.ended()));
                dialogues.remove(keeping);
            }
        }
        for (Dialogue one : List.copyOf(asked)) {
            if (!one.awaitOpen()) {
                asked.remove(one);
            }
        }
        return refused;
    }

    private Map<Keeping, WireSettings> plan() {
        Survey survey = patient.survey();
        Map<Keeping, WireSettings> plan = new EnumMap<>(Keeping.class);
        plan.put(Keeping.NOTHING, patient.sink());
        plan.put(Keeping.CLIENT_PINGS, patient.sink());
        if (survey.parley() != null) {
            plan.put(Keeping.CLIENT_DATA, patient.sink());
            plan.put(Keeping.SERVER_DATA, patient.parley("push/" + beat.toMillis() + "ms"));
            plan.put(Keeping.SERVER_PINGS, patient.parley("ping/" + beat.toMillis() + "ms?report=none"));
            plan.put(Keeping.EVERYTHING, patient.echo());
        } else if (survey.manner() == Survey.Manners.SILENT) {
            plan.put(Keeping.CLIENT_DATA, patient.settings());
        } else if (survey.takesMessages()) {
            plan.put(Keeping.EVERYTHING, patient.settings());
        }
        return plan;
    }

    /** Tells whether the server answers pings at all: else a connection that does not is no sign of anything. */
    private boolean answersPings() throws InterruptedException {
        try (Dialogue fresh = patient.open(patient.sink())) {
            return fresh.awaitOpen() && fresh.answersPing(patience());
        }
    }

    private boolean anyOpen() {
        return dialogues.values().stream().anyMatch(dialogue -> dialogue.ended() == null);
    }

    private void beat() {
        send(Keeping.CLIENT_PINGS, dialogue -> dialogue.wire().ping(new byte[] {'k'}));
        send(Keeping.CLIENT_DATA, dialogue -> dialogue.wire().sendText("parley check: client data"));
        send(Keeping.EVERYTHING, dialogue -> dialogue.wire().sendText("parley check: data both ways"));
    }

    private void send(Keeping keeping, Consumer<Dialogue> what) {
        Dialogue dialogue = dialogues.get(keeping);
        if (dialogue != null && dialogue.ended() == null) {
            what.accept(dialogue);
        }
    }

    private String countdown(long nanos) {
        String open = dialogues.entrySet().stream()
                .filter(entry -> entry.getValue().ended() == null)
                .map(entry -> entry.getKey().toString())
                .collect(Collectors.joining(", "));
        String cut = dialogues.entrySet().stream()
                .filter(entry -> entry.getValue().ended() != null)
                .map(entry -> entry.getKey().toString())
                .collect(Collectors.joining(", "));
        return Duration.ofNanos(nanos).toSeconds() + " s of " + bound.toSeconds() + " s; open with " + open
                + (cut.isEmpty() ? "" : "; cut with " + cut);
    }

    private Watched watched(Keeping keeping, Dialogue dialogue, boolean pongs) throws InterruptedException {
        int serverPings = keeping == Keeping.SERVER_PINGS ? 0 : dialogue.pings();
        long quietSince = dialogue.lastNanos();
        if (dialogue.ended() == null) {
            long nowNanos = System.nanoTime();
            boolean swallowed = pongs && !dialogue.answersPing(patience()) && dialogue.ended() == null;
            if (dialogue.ended() == null) {
                return new Watched(
                        keeping,
                        nowNanos - dialogue.opened().nanos(),
                        nowNanos - quietSince,
                        null,
                        "",
                        swallowed,
                        serverPings);
            }
        }
        long endNanos = dialogue.ended().nanos();
        return new Watched(
                keeping,
                endNanos - dialogue.opened().nanos(),
                endNanos - Math.min(endNanos, quietSince),
                Manner.of(dialogue.ended()),
                Ends.words(dialogue.ended()),
                false,
                serverPings);
    }
}
