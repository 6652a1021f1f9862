package dev.parley.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** One phase as it is carried out: begun on all lanes, measured, waited for until its last replies, and kept. */
final class PhaseRun {
    /** How long lanes may take to hand over the last they have. */
    private static final Duration FINISHING = Duration.ofSeconds(3);

    /** How long the last replies may take when a person wants it to end. */
    private static final long MOST_DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Means means;
    private final Plan.Times times;
    private final Phase phase;
    private final Recording recording;
    private final List<Keeper> keepers;
    private final Gathering gathering;
    private int drained;
    private int finished;
    private long lastAnswerNanos;
    // Grows with all that is sent, answered or wrong.
    private long progress;
    private int owing;

    /**
     * Begins now.
     *
     * @param members how many connections share the load
     * @param lead how long the load runs before it is measured
     * @param keepers get all that is measured; one of them is the recording
     */
    PhaseRun(Means means, Load load, int members, Duration lead, Recording recording, List<Keeper> keepers) {
        this.means = means;
        this.times = means.plan().times();
        this.recording = recording;
        this.keepers = keepers;
        this.gathering = new Gathering(means.lanes().size(), this::keep);
        this.phase = Phase.begin(
                load,
                Math.max(1, members),
                System.nanoTime(),
                lead,
                times.duration(),
                times.messages(),
                means.plan().interval());
    }

    /** Says what is measured and begins on all lanes; {@code places} is for each connection, by its number, its place or -1. */
    void begin(Traffic traffic, int[] places) {
        Instant measured = Instant.now().plusNanos(phase.measuredNanos() - System.nanoTime());
        About about = About.of(means.plan(), phase.load(), traffic, measured);
        keepers.forEach(keeper -> keeper.add(about));
        means.lanes().forEach(lane -> lane.execute(() -> lane.begin(phase, places)));
    }

    /** Takes what happens on a lane; what is of another phase is passed over. */
    void happened(Happening happening) {
        if (happening instanceof Happening.Sliced over && over.phase() == phase) {
            gathering.add(over.number(), over.slice());
        } else if (happening instanceof Happening.Drained lane && lane.phase() == phase) {
            drained++;
        } else if (happening instanceof Happening.Finished lane && lane.phase() == phase) {
            gathering.add(lane.number(), lane.rest());
            owing += lane.owing();
            finished++;
        }
    }

    /** Lets the load run to its end and keeps what happens. */
    void carry() throws InterruptedException {
        Happenings happenings = means.happenings();
        Watcher watcher = means.watcher();
        watcher.begun(phase.measuredNanos() <= System.nanoTime());
        happenings.await(this::allLost, phase.measuredNanos());
        watcher.begun(true);
        long cpuNanos = processCpuNanos();
        BooleanSupplier done = () -> drained == means.lanes().size() || allLost();
        if (endsByNumber()) {
            awaitAllAnswered(done);
        } else {
            happenings.await(done, phase.endNanos());
        }
        long stoppedNanos = Math.min(System.nanoTime(), phase.endNanos());
        cpuNanos = processCpuNanos() - cpuNanos;
        watcher.draining();
        drain(done);
        means.lanes().forEach(lane -> lane.execute(lane::finish));
        happenings.awaitAnyway(() -> finished == means.lanes().size(), System.nanoTime() + FINISHING.toNanos());
        gathering.finish();
        Outcome outcome = means.connections().outcome(sendingNanos(stoppedNanos), happenings.isInterrupted(), cpuNanos);
        keepers.forEach(keeper -> keeper.add(outcome));
    }

    /** Returns on how many connections replies may still come that nobody waits for. */
    int owing() {
        return owing;
    }

    private void keep(Slice slice) {
        lastAnswerNanos = Math.max(lastAnswerNanos, slice.answeredNanos);
        progress += slice.sent + slice.answered + slice.problems.total();
        keepers.forEach(keeper -> keeper.add(slice));
        means.watcher().sliced(recording, slice);
    }

    /** Waits for replies to what has been sent; not long if a person wants it to end. */
    private void drain(BooleanSupplier done) throws InterruptedException {
        long drainNanos = times.drain().toNanos();
        if (means.happenings().isInterrupted()) {
            means.lanes().forEach(lane -> lane.execute(lane::stop));
            means.happenings().awaitAnyway(done, System.nanoTime() + Math.min(MOST_DRAIN_NANOS, drainNanos));
        } else if (!endsByNumber()) {
            means.happenings().await(done, phase.endNanos() + drainNanos);
        }
    }

    /** Waits for a number of messages, as long as there are replies. */
    private void awaitAllAnswered(BooleanSupplier done) throws InterruptedException {
        long patienceNanos = times.drain().plus(means.plan().interval()).toNanos();
        long before;
        do {
            before = progress;
            means.happenings().await(done, Math.max(System.nanoTime(), phase.measuredNanos()) + patienceNanos);
        } while (!done.getAsBoolean() && !means.happenings().isInterrupted() && progress > before);
    }

    private long sendingNanos(long stoppedNanos) {
        return endsByNumber() && lastAnswerNanos > 0
                ? lastAnswerNanos
                : Math.max(1, stoppedNanos - phase.measuredNanos());
    }

    private boolean endsByNumber() {
        return phase.endNanos() == Long.MAX_VALUE;
    }

    private boolean allLost() {
        return means.connections().open() == 0;
    }

    private static long processCpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }
}
