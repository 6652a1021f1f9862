package dev.parley.bench;

import dev.parley.core.ExitCode;
import dev.parley.core.Printable;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireLoop;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.HdrHistogram.Histogram;

/**
 * Carries a plan out: finds out how the server replies, opens the connections, puts load on them, waits for the replies, closes.
 *
 * <p>It is for one run. All but {@link #interrupt} is for one thread; event loops tell it through a queue what happens.
 */
public final class Bench {
    /** How many connections are being opened at any time: enough to keep a server busy, less than its backlog. */
    private static final int AT_ONCE = 64;

    /** How long connections have to close. */
    private static final Duration CLOSING = Duration.ofSeconds(3);

    /** How often the watcher is told of what has no end yet. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long the last replies and the report may take, when a person wants it to end. */
    private static final long REPORTING_SECONDS = 4;

    private final Plan plan;
    private final Watcher watcher;
    private final WireClient client;
    private final BlockingQueue<Happening> events = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Lane> lanes = new ArrayList<>();
    private Traffic traffic;
    private int greetings;
    private boolean interrupted;
    // While there is one; read by the thread that interrupts.
    private volatile Probe probe;

    // Connections, by their number.
    private final boolean[] isOpen;
    private int open;
    private int opened;
    private int failed;
    private Problem firstFailure;
    private final Histogram opening = Slice.histogram();
    private long openingNanos;
    private Problems problems = new Problems();
    private Map<String, Outcome.Lasted> lasted = new TreeMap<>();

    // The phase that goes on.
    private Phase phase;
    private Gathering gathering;
    private int drained;
    private int finished;
    private long lastAnswerNanos;
    private long progress;
    private int owed;
    private boolean renewing;

    /** Prepares a run; nothing is opened yet. */
    public Bench(Plan plan, Watcher watcher) {
        this.plan = plan;
        this.watcher = watcher;
        this.client = WireClient.forLoad(plan.threads());
        this.isOpen = new boolean[plan.connections()];
    }

    /**
     * Runs the plan once; the connections stay open.
     *
     * @param log writes what happens to a file as it happens, or null
     * @throws NoLoad if no connection could be opened, or the server does not reply
     */
    public Recording run(LatencyLog log) throws NoLoad, InterruptedException {
        Recording recording = new Recording();
        List<Keeper> keepers = log == null ? List.of(recording) : List.of(recording, log);
        prepare();
        boolean whileOpening = !plan.times().rampUp().isZero();
        Duration lead = plan.times().rampUp().plus(plan.times().warmUp());
        if (whileOpening) {
            begin(plan.load(), plan.connections(), lead, recording, keepers);
        }
        open();
        if (!whileOpening) {
            begin(plan.load(), open, lead, recording, keepers);
        }
        carry(keepers);
        return recording;
    }

    /**
     * Searches the highest rate at which a promise is kept, with the plan's times for each step; on connections that stay open.
     *
     * @return the recording of that rate, or of the last step if none keeps the promise
     * @throws NoLoad as {@link #run}, or if it was interrupted before the first step was over
     */
    public Recording search(RateSearch search) throws NoLoad, InterruptedException {
        prepare();
        open();
        Recording best = null;
        while (!search.isOver() && !interrupted && open > 0) {
            Recording recording = new Recording();
            List<Keeper> keepers = List.of(recording);
            Load load = new Load.Open(search.next(), Integer.MAX_VALUE);
            begin(load, open, plan.times().warmUp(), recording, keepers);
            carry(keepers);
            if (interrupted) {
                break;
            }
            RateSearch.Step step = search.judge(recording);
            watcher.stepped(step);
            if (best == null || step.kept() || search.found() == 0) {
                best = recording;
            }
            problems = new Problems();
            lasted = new TreeMap<>();
            renew();
        }
        if (best == null) {
            throw interrupted
                    ? new NoLoad(ExitCode.INTERRUPTED, "interrupted before the first step was over")
                    : new NoLoad(ExitCode.ABNORMAL_END, "all connections were lost before the first step");
        }
        if (interrupted) {
            best.interrupted();
        }
        return best;
    }

    /** Ends the run early, with all that has been measured; returns when {@link #close} is done, or after some seconds. From any thread. */
    public void interrupt() {
        events.add(new Happening.Interrupted());
        Probe asking = probe;
        if (asking != null) {
            asking.interrupt();
        }
        try {
            over.await(CLOSING.toSeconds() + REPORTING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes all connections in order, and cuts those that do not answer in time; everything has been said by then. */
    public void close() throws InterruptedException {
        try {
            lanes.forEach(lane -> lane.execute(lane::close));
            await(() -> open == 0, System.nanoTime() + CLOSING.toNanos(), true);
        } finally {
            client.close();
            over.countDown();
        }
    }

    private void prepare() throws NoLoad, InterruptedException {
        if (plan.times().startAt() != null) {
            awaitStart(plan.times().startAt());
        }
        probe = new Probe(settings(0), plan.traffic(), plan.times().drain());
        await(() -> true, System.nanoTime(), false);
        if (interrupted) {
            probe.interrupt();
        }
        Probe.Found found = probe.run(client);
        probe = null;
        greetings = found.greetings();
        traffic = new Traffic(
                plan.traffic().kind(), plan.traffic().messages(), plan.traffic().fragments(), found.expected());
        watcher.found(About.of(plan, plan.load(), traffic, Instant.now()).traffic());
        List<WireLoop> loops = client.loops();
        for (int i = 0; i < loops.size(); i++) {
            lanes.add(new Lane(loops.get(i), plan, traffic, i, loops.size(), events::add));
        }
    }

    private void awaitStart(Instant start) throws InterruptedException {
        for (Duration left = Duration.between(Instant.now(), start);
                !left.isNegative() && !interrupted;
                left = Duration.between(Instant.now(), start)) {
            watcher.waiting(left);
            await(() -> false, System.nanoTime() + Math.min(left.toNanos(), SECOND_NANOS), false);
        }
    }

    private void open() throws NoLoad, InterruptedException {
        long startNanos = System.nanoTime();
        double eachNanos = (double) plan.times().rampUp().toNanos() / plan.connections();
        for (int number = 0; number < plan.connections() && !interrupted; number++) {
            await(() -> false, startNanos + Math.round(number * eachNanos), false);
            int begun = number;
            while (begun - opened - failed >= AT_ONCE && !interrupted) {
                await(() -> begun - opened - failed < AT_ONCE, System.nanoTime() + LOOK_NANOS, false);
                watcher.opening(opened, failed, plan.connections());
            }
            WireSettings settings = settings(number);
            Lane lane = lanes.get(number % lanes.size());
            int index = number / lanes.size();
            lane.execute(() -> lane.connect(index, settings, greetings));
        }
        while (opened + failed < plan.connections() && !interrupted) {
            await(() -> opened + failed == plan.connections(), System.nanoTime() + LOOK_NANOS, false);
            watcher.opening(opened, failed, plan.connections());
        }
        openingNanos = System.nanoTime() - startNanos;
        if (opened == 0 && !interrupted) {
            throw new NoLoad(
                    firstFailure.kind().startsWith("handshake") ? ExitCode.HANDSHAKE : ExitCode.NO_CONNECTION,
                    "not one of " + plan.connections() + " connections opened: "
                            + Printable.cut(firstFailure.example(), 300));
        }
    }

    private WireSettings settings(int number) {
        return plan.sources().isEmpty()
                ? plan.wire()
                : plan.wire().source(plan.sources().get(number % plan.sources().size()));
    }

    /** Opens connections anew that would mix the replies to one phase with those to the next. */
    private void renew() throws InterruptedException {
        if (owed > 0) {
            int target = opened + failed + owed;
            renewing = true;
            lanes.forEach(lane -> lane.execute(lane::renew));
            await(
                    () -> opened + failed >= target,
                    System.nanoTime() + plan.wire().connectTimeout().toNanos() + SECOND_NANOS,
                    false);
            renewing = false;
        }
    }

    private void begin(Load load, int members, Duration lead, Recording recording, List<Keeper> keepers) {
        int[] memberOf = new int[plan.connections()];
        int next = 0;
        for (int number = 0; number < memberOf.length; number++) {
            memberOf[number] = members == memberOf.length || isOpen[number] ? next++ : -1;
        }
        phase = Phase.begin(
                load,
                Math.max(1, members),
                System.nanoTime(),
                lead,
                plan.times().duration(),
                plan.times().messages(),
                plan.interval());
        drained = 0;
        finished = 0;
        owed = 0;
        lastAnswerNanos = 0;
        Instant measured = Instant.now().plusNanos(phase.measuredNanos() - System.nanoTime());
        About about = About.of(plan, load, traffic, measured);
        keepers.forEach(keeper -> keeper.add(about));
        gathering = new Gathering(lanes.size(), slice -> {
            lastAnswerNanos = Math.max(lastAnswerNanos, slice.answeredNanos);
            progress += slice.sent + slice.answered + slice.problems.total();
            keepers.forEach(keeper -> keeper.add(slice));
            watcher.sliced(recording, slice);
        });
        Phase begun = phase;
        lanes.forEach(lane -> lane.execute(() -> lane.begin(begun, memberOf)));
    }

    /** Lets the load run to its end and keeps what happens. */
    private void carry(List<Keeper> keepers) throws InterruptedException {
        watcher.begun(phase.measuredNanos() <= System.nanoTime());
        await(() -> open == 0, phase.measuredNanos(), false);
        watcher.begun(true);
        long cpuNanos = processCpuNanos();
        BooleanSupplier done = () -> drained == lanes.size() || open == 0;
        if (phase.endNanos() == Long.MAX_VALUE) {
            awaitAllAnswered(done);
        } else {
            await(done, phase.endNanos(), false);
        }
        long stoppedNanos = Math.min(System.nanoTime(), phase.endNanos());
        cpuNanos = processCpuNanos() - cpuNanos;
        watcher.draining();
        drain(done);
        lanes.forEach(lane -> lane.execute(lane::finish));
        await(() -> finished == lanes.size(), System.nanoTime() + CLOSING.toNanos(), true);
        gathering.finish();
        boolean byCount = phase.endNanos() == Long.MAX_VALUE && lastAnswerNanos > 0;
        Outcome outcome = new Outcome(
                opening,
                openingNanos,
                byCount ? lastAnswerNanos : Math.max(1, stoppedNanos - phase.measuredNanos()),
                lasted,
                problems,
                interrupted,
                cpuNanos);
        keepers.forEach(keeper -> keeper.add(outcome));
        phase = null;
    }

    /** Waits for replies to what has been sent; not long if a person wants it to end. */
    private void drain(BooleanSupplier done) throws InterruptedException {
        if (interrupted) {
            lanes.forEach(lane -> lane.execute(lane::stop));
            await(
                    done,
                    System.nanoTime()
                            + Math.min(SECOND_NANOS, plan.times().drain().toNanos()),
                    true);
        } else if (phase.endNanos() != Long.MAX_VALUE) {
            await(done, phase.endNanos() + plan.times().drain().toNanos(), false);
        }
    }

    /** Waits for a number of messages, as long as there are replies. */
    private void awaitAllAnswered(BooleanSupplier done) throws InterruptedException {
        long patienceNanos = plan.times().drain().plus(plan.interval()).toNanos();
        long before;
        do {
            before = progress;
            await(done, Math.max(System.nanoTime(), phase.measuredNanos()) + patienceNanos, false);
        } while (!done.getAsBoolean() && !interrupted && progress > before);
    }

    /** Takes what happens until something is the case, or a time, or the run is interrupted, unless that is no reason. */
    private void await(BooleanSupplier done, long untilNanos, boolean evenIfInterrupted) throws InterruptedException {
        while (!done.getAsBoolean() && (evenIfInterrupted || !interrupted)) {
            Happening happening = events.poll();
            if (happening == null) {
                long leftNanos = untilNanos == Long.MAX_VALUE ? Long.MAX_VALUE : untilNanos - System.nanoTime();
                happening = leftNanos <= 0 ? null : events.poll(leftNanos, TimeUnit.NANOSECONDS);
                if (happening == null) {
                    return;
                }
            }
            happened(happening);
        }
    }

    private void happened(Happening happening) {
        if (happening instanceof Happening.Opened line) {
            opened++;
            open++;
            isOpen[line.line()] = true;
            if (!renewing) {
                opening.recordValue(line.tookNanos());
            }
        } else if (happening instanceof Happening.Closed line) {
            closed(line);
        } else if (happening instanceof Happening.Sliced over && over.phase() == phase) {
            gathering.add(over.number(), over.slice());
        } else if (happening instanceof Happening.Drained lane && lane.phase() == phase) {
            drained++;
        } else if (happening instanceof Happening.Finished lane && lane.phase() == phase) {
            gathering.add(lane.number(), lane.rest());
            owed += lane.owed();
            finished++;
        } else if (happening instanceof Happening.Fault fault) {
            throw new IllegalStateException("an event loop failed: " + fault.cause(), fault.cause());
        } else if (happening instanceof Happening.Interrupted) {
            interrupted = true;
        }
    }

    private void closed(Happening.Closed line) {
        if (line.opened()) {
            open--;
            isOpen[line.line()] = false;
        } else {
            failed++;
            firstFailure = firstFailure == null ? line.problem() : firstFailure;
        }
        Problem problem = line.problem();
        if (problem != null) {
            if (!line.counted()) {
                problems.add(problem.kind(), problem::example);
            }
            if (line.opened()) {
                long nanos = line.openNanos();
                lasted.merge(problem.kind(), new Outcome.Lasted(1, nanos, nanos, nanos), Outcome.Lasted::add);
            }
        }
    }

    private static long processCpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }
}
