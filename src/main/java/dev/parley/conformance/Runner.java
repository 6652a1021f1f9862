package dev.parley.conformance;

import dev.parley.conformance.Outcome.Grade;
import dev.parley.conformance.Trial.Arrival;
import dev.parley.wire.Opened;
import dev.parley.wire.WireClient;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Runs cases side by side, each on a connection of its own; whenever one is done the next one begins.
 *
 * <p>A case that is not answered within a few round trips is tried once more at the end, and then waited for as long as the
 * {@link Terms} allow: so waiting holds up no other, and a peer that was busy for a moment is not blamed for it. When the peer
 * refuses a connection there are fewer at a time from then on, and the case is tried again.
 */
public final class Runner {
    /** How many cases at the start have to show that it is some use to go on. */
    private static final int FIRST = 6;

    private final WireClient client;
    private final Terms terms;
    private final List<Case> rows;
    private final IntConsumer progress;
    private final Window window;
    private final BlockingQueue<Arrival> inbox = new LinkedBlockingQueue<>();
    private final Set<Trial> trials = new HashSet<>();
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final Outcome[] outcomes;
    // Those that were not answered, and not yet waited for as long as that may take.
    private final Set<Integer> doubtful = new HashSet<>();
    // Those that had no connection, and were not tried since.
    private final Outcome[] unconnected;
    private int begun;
    // Why it is no use to go on; null while it is.
    private String hopeless;
    private boolean cutShort;

    private Runner(WireClient client, Terms terms, List<Case> rows, IntConsumer progress) {
        this.client = client;
        this.terms = terms;
        this.rows = rows;
        this.progress = progress;
        this.window = new Window(terms.atOnce());
        this.outcomes = new Outcome[rows.size()];
        this.unconnected = new Outcome[rows.size()];
    }

    /**
     * What cases came to.
     *
     * @param outcomes one a row, in the order of the rows
     * @param finished false if time was up, or the thread was interrupted, before all was done
     */
    public record Run(List<Outcome> outcomes, boolean finished) {
        /** Copies the list. */
        public Run {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Runs cases, and waits for them. An interrupt ends it early with what there is by then, and stays set.
     *
     * @param rows those that any peer passes come first
     * @param progress is told how many have begun
     */
    public static Run run(WireClient client, Terms terms, List<Case> rows, IntConsumer progress) {
        return new Runner(client, terms, rows, progress).run();
    }

    private Run run() {
        List<Integer> first = range(0, Math.min(FIRST, rows.size()));
        try {
            round(first, false);
            if (doubtful.containsAll(first)) {
                round(first, true);
                hopeless = hopeless == null && areUnanswered(first) ? "nothing was answered before" : hopeless;
            }
            round(
                    range(first.size(), rows.size()).stream()
                            .sorted(Comparator.comparing(index -> !mayBeSilent(index)))
                            .toList(),
                    false);
            round(doubtful.stream().sorted().toList(), true);
        } catch (InterruptedException e) {
            cutShort();
            Thread.currentThread().interrupt();
        } finally {
            trials.forEach(Trial::abandon);
        }
        return new Run(range(0, rows.size()).stream().map(this::outcome).toList(), !cutShort);
    }

    /** Tries these, and returns when each has come to something, or when it is no use to go on. */
    private void round(List<Integer> indices, boolean patient) throws InterruptedException {
        waiting.addAll(indices);
        while (hopeless == null && !(waiting.isEmpty() && trials.isEmpty())) {
            long now = System.nanoTime();
            while (!waiting.isEmpty() && window.admits(trials.size(), now)) {
                begin(waiting.remove(), patient);
            }
            Arrival arrival = inbox.poll(idleNanos(now), TimeUnit.NANOSECONDS);
            now = System.nanoTime();
            for (; arrival != null; arrival = inbox.poll()) {
                take(arrival, now);
            }
            for (Trial trial : List.copyOf(trials)) {
                trial.tick(now);
                settle(trial, now);
            }
            if (terms.untilNanos() - now <= 0) {
                cutShort();
            }
        }
        waiting.clear();
    }

    /** Tells whether a peer is right to do nothing: that takes the longest to see, so such a case begins early. */
    private boolean mayBeSilent(int index) {
        return rows.get(index).expected() instanceof Expectation.Failure failure && failure.mayTake();
    }

    private void begin(int index, boolean patient) {
        Trial trial = new Trial(index, rows.get(index), terms, patient, inbox);
        trials.add(trial);
        if (outcomes[index] == null && unconnected[index] == null) {
            progress.accept(++begun);
        }
        trial.begin(client);
    }

    private long idleNanos(long nowNanos) {
        long idle = Math.min(terms.untilNanos() - nowNanos, window.pauseNanos(nowNanos));
        for (Trial trial : trials) {
            idle = Math.min(idle, trial.idleNanos(nowNanos));
        }
        return Math.max(0, idle);
    }

    private void take(Arrival arrival, long nowNanos) {
        if (trials.contains(arrival.trial())) {
            if (arrival.event() instanceof Opened) {
                window.opened();
            }
            arrival.trial().take(arrival.event(), nowNanos);
        }
    }

    private void settle(Trial trial, long nowNanos) {
        if (!trial.isDone()) {
            return;
        }
        trials.remove(trial);
        int index = trial.index();
        unconnected[index] = trial.outcome().isUnconnected() ? trial.outcome() : null;
        if (unconnected[index] != null) {
            waiting.addFirst(index);
            window.refused(trials.size(), trial.beganNanos(), nowNanos);
            hopeless = window.isShut() ? "no connection any more" : hopeless;
            return;
        }
        outcomes[index] = trial.outcome();
        if (trial.outcome().grade() == Grade.NO_ANSWER && !trial.isPatient()) {
            doubtful.add(index);
        } else {
            doubtful.remove(index);
        }
    }

    private void cutShort() {
        cutShort = true;
        hopeless = "there was no time left";
    }

    private boolean areUnanswered(List<Integer> indices) {
        return indices.stream().allMatch(index -> outcomes[index].grade() == Grade.NO_ANSWER);
    }

    private Outcome outcome(int index) {
        if (outcomes[index] != null && !(cutShort && doubtful.contains(index))) {
            return outcomes[index];
        }
        return unconnected[index] != null && !cutShort
                ? unconnected[index]
                : new Outcome(rows.get(index), Grade.NOT_TRIED, hopeless);
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
