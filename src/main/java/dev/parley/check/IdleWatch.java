package dev.parley.check;

import dev.parley.check.knowledge.Manner;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The experiment that keeps connections side by side, each with something else going over it, and sees which is cut when and how.
 *
 * <p>Several of the silent ones are asked for a pong at a quarter, a half and three quarters of the time: one that was dropped
 * without a word shows only when something is sent, and so it is known between which two moments that was.
 */
final class IdleWatch {
    /** One of each kind, the silent ones that are asked, one that shows whether pings are answered, and the late reply. */
    static final int MOST_CONNECTIONS = Keeping.values().length + 3 + 1 + 1;

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration TICK = Duration.ofMillis(50);
    private static final int PARTS = 4;

    private final Patient patient;
    private final Duration bound;
    private final Duration beat;
    private final Map<Keeping, Dialogue> dialogues = new EnumMap<>(Keeping.class);
    // Silent as well, each asked once, after one part of the time more than the one before.
    private final List<Dialogue> spare = new ArrayList<>();
    private long nextBeatNanos;

    IdleWatch(Patient patient) {
        this.patient = patient;
        this.bound = patient.limits().idle();
        // A hop's timer is at least a second or two, except in tests.
        this.beat = bound.compareTo(LONG) < 0 ? Duration.ofMillis(500) : Duration.ofSeconds(1);
    }

    /** Watches for the time that was asked for, or until all have ended. */
    IdleSeen watch(Progress progress) throws InterruptedException, OutOfTime {
        List<String> refused = open();
        dialogues.values().forEach(Dialogue::countOnly);
        spare.forEach(Dialogue::countOnly);
        boolean pongs = answersPings();
        long startNanos = System.nanoTime();
        long endNanos = startNanos + bound.toNanos();
        nextBeatNanos = startNanos + beat.toNanos();
        List<Question> asked = new ArrayList<>();
        long watchedNanos = 0;
        Map<Keeping, Question> last = new EnumMap<>(Keeping.class);
        long stopNanos;
        try {
            while (System.nanoTime() < endNanos && anyOpen()) {
                pause(progress, startNanos);
                int part = asked.size() + 1;
                if (pongs
                        && part <= spare.size()
                        && System.nanoTime() - startNanos >= part * (bound.toNanos() / PARTS)) {
                    asked.add(Question.on(spare.get(part - 1), patience()));
                }
            }
            dialogues.forEach((keeping, dialogue) ->
                    last.put(keeping, dialogue.ended() == null ? Question.on(dialogue, patience()) : null));
            stopNanos = System.nanoTime();
            while (pongs
                    && (last.values().stream().anyMatch(IdleWatch::isOpenQuestion)
                            || asked.stream().anyMatch(IdleWatch::isOpenQuestion))) {
                pause(progress, startNanos);
            }
        } catch (InterruptedException | OutOfTime e) {
            // What was seen by now is worth telling.
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            stopNanos = System.nanoTime();
            watchedNanos = stopNanos - startNanos;
            pongs = false;
            last.clear();
        }
        boolean asking = pongs;
        long nowNanos = stopNanos;
        List<Watched> all = new ArrayList<>();
        dialogues.forEach(
                (keeping, dialogue) -> all.add(watched(keeping, dialogue, last.get(keeping), nowNanos, asking)));
        boolean gone = watchedNanos == 0 && !dialogues.isEmpty() && !anyOpen() && isGone();
        dialogues.values().forEach(Dialogue::close);
        spare.forEach(Dialogue::close);
        long deadNanos = known(asked, false);
        return new IdleSeen(
                all, known(asked, true), deadNanos == 0 ? bound.toNanos() : deadNanos, refused, gone, watchedNanos);
    }

    /** Waits a moment, and sends what is due. */
    private void pause(Progress progress, long startNanos) throws InterruptedException, OutOfTime {
        patient.pause(TICK);
        long now = System.nanoTime();
        if (now >= nextBeatNanos) {
            nextBeatNanos += beat.toNanos();
            beat();
            progress.say(countdown(now - startNanos));
        }
    }

    private static boolean isOpenQuestion(Question question) {
        return question != null && question.isOpen();
    }

    /** Returns the longest silence after which there was an answer, or the shortest after which there was none; or 0. */
    private static long known(List<Question> asked, boolean answered) {
        return asked.stream()
                .filter(one -> one.wasAsked() && one.isAnswered() == answered)
                .mapToLong(Question::silentNanos)
                .reduce(answered ? Math::max : Math::min)
                .orElse(0);
    }

    private boolean isGone() throws InterruptedException, OutOfTime {
        try (Dialogue fresh = patient.open(patient.settings())) {
            return !patient.awaitOpen(fresh);
        }
    }

    private Duration patience() {
        return patient.limits().patience().compareTo(bound) < 0
                ? patient.limits().patience()
                : bound;
    }

    private List<String> open() throws InterruptedException, OutOfTime {
        List<String> refused = new ArrayList<>();
        Map<Keeping, WireSettings> plan = plan();
        plan.forEach((keeping, settings) -> dialogues.put(keeping, patient.open(settings)));
        for (int i = 1; i < PARTS; i++) {
            spare.add(patient.open(patient.sink()));
        }
        for (Keeping keeping : plan.keySet()) {
            Dialogue dialogue = dialogues.get(keeping);
            if (!patient.awaitOpen(dialogue)) {
                refused.add(keeping + ": " + Ends.words(dialogue.ended()));
                dialogues.remove(keeping);
            }
        }
        for (Dialogue one : List.copyOf(spare)) {
            if (!patient.awaitOpen(one)) {
                spare.remove(one);
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

    /** Tells whether the server answers pings at all: otherwise one that is not answered is no sign of anything. */
    private boolean answersPings() throws InterruptedException, OutOfTime {
        try (Dialogue fresh = patient.open(patient.sink())) {
            return patient.awaitOpen(fresh)
                    && patient.await(patience(), time -> fresh.answersPing(time) ? true : null) != null;
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

    /** Returns what became of one; {@code last} is the question at the end, or null if it had ended by then. */
    private static Watched watched(Keeping keeping, Dialogue dialogue, Question last, long stopNanos, boolean pongs) {
        int serverPings = keeping == Keeping.SERVER_PINGS ? 0 : dialogue.pings();
        Ended end = dialogue.ended();
        if (end == null) {
            boolean swallowed = pongs && !last.isAnswered();
            long ageNanos = stopNanos - dialogue.opened().nanos();
            long silentNanos = last == null ? 0 : last.silentNanos();
            return new Watched(keeping, ageNanos, silentNanos, null, "", swallowed, serverPings, dialogue.messages());
        }
        if (last != null && last.wasAsked() && !last.isAnswered()) {
            // It had been dropped before, and that shows only now that something was sent.
            return new Watched(
                    keeping,
                    stopNanos - dialogue.opened().nanos(),
                    last.silentNanos(),
                    null,
                    Ends.words(end) + ", on the next write",
                    true,
                    serverPings,
                    dialogue.messages());
        }
        return new Watched(
                keeping,
                end.nanos() - dialogue.opened().nanos(),
                Math.max(0, end.nanos() - dialogue.lastNanos()),
                Manner.of(end),
                Ends.words(end),
                false,
                serverPings,
                dialogue.messages());
    }
}
