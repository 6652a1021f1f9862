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
    private static final Duration CLOSING = Duration.ofSeconds(6);

    /** How often the watcher is told of what has no end yet. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Plan plan;
    private final Watcher watcher;
    private final WireClient client;
    private final BlockingQueue<Happening> events = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Lane> lanes = new ArrayList<>();
    private Traffic traffic;
    private int greetings;
    private boolean interrupted;

    // Connections, by their number.
    private final boolean[] isOpen;
    private int open;
    private int opened;
    private int failed;
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
    private long answered;

    /** Prepares a run; nothing is opened yet. */
    public Bench(Plan plan, Watcher watcher) {
        this.plan = plan;
        this.watcher = watcher;
        this.client = WireClient.forLoad(plan.threads());
        this.isOpen = new boolean[plan.connections()];
    }

    /**
     * Runs the plan once.
     *
     * @param log writes what happens to a file as it happens, or null
     * @throws NoLoad if no connection could be opened, or the server does not reply
     */
    public Recording run(LatencyLog log) throws NoLoad, InterruptedException {
        try {
            return runOnce(log);
        } finally {
            close();
        }
    }

    /**
     * Searches the highest rate at which a promise is kept, with the plan's times for each step; on connections that stay open.
     *
     * @return the recording of that rate, or of the first step if none keeps the promise
     * @throws NoLoad as {@link #run}
     */
    public Recording search(RateSearch search) throws NoLoad, InterruptedException {
        try {
            return searchAll(search);
        } finally {
            close();
        }
    }

    /** Ends the run early, with all that has been measured; returns when it is over, or after some seconds. From any thread. */
    public void interrupt() {
        events.add(new Happening.Interrupted());
        try {
            over.await(CLOSING.toSeconds() + 4, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells that a run that was interrupted has said all it had to say. */
    public void reported() {
        over.countDown();
    }

    private Recording runOnce(LatencyLog log) throws NoLoad, InterruptedException {
        Recording recording = new Recording();
        List<Keeper> keepers = log == null ? List.of(recording) : List.of(recording, log);
        prepare();
        boolean whileOpening = !plan.times().rampUp().isZero();
        Duration lead = plan.times().rampUp().plus(plan.times().warmUp());
        if (whileOpening) {
            begin(plan.load(), plan.connections(), lead, plan.times().duration());
        }
        open();
        if (!whileOpening) {
            begin(plan.load(), open, lead, plan.times().duration());
        }
        carry(recording, keepers);
        return recording;
    }

    private Recording searchAll(RateSearch search) throws NoLoad, InterruptedException {
        prepare();
        open();
        Recording best = null;
        while (!search.isOver() && !interrupted && open > 0) {
            Recording recording = new Recording();
            begin(
                    new Load.Open(search.next(), Integer.MAX_VALUE),
                    open,
                    plan.times().warmUp(),
                    plan.times().duration());
            carry(recording, List.of(recording));
            RateSearch.Step step = search.judge(recording);
            watcher.stepped(step);
            problems = new Problems();
            lasted = new TreeMap<>();
            if (best == null || step.kept()) {
                best = recording;
            }
        }
        return best == null ? new Recording() : best;
    }

    private void prepare() throws NoLoad, InterruptedException {
        while (plan.times().startAt() != null && !interrupted) {
            Duration left = Duration.between(Instant.now(), plan.times().startAt());
            if (left.isNegative()) {
                break;
            }
            watcher.waiting(left);
            await(() -> false, System.nanoTime() + Math.min(left.toNanos(), 5 * LOOK_NANOS), false);
        }
        Probe.Found found = new Probe(settings(0), plan.traffic(), plan.times().drain()).run(client);
        greetings = found.greetings();
        traffic = new Traffic(
                plan.traffic().kind(), plan.traffic().messages(), plan.traffic().fragments(), found.expected());
        watcher.found(About.of(plan, plan.load(), traffic, Instant.now()).traffic());
        List<WireLoop> loops = client.loops();
        for (int i = 0; i < loops.size(); i++) {
            lanes.add(new Lane(loops.get(i), plan, traffic, i, loops.size(), events::add));
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
            Map.Entry<String, Problems.Count> first =
                    problems.kinds().entrySet().iterator().next();
            throw new NoLoad(
                    first.getKey().startsWith("handshake") ? ExitCode.HANDSHAKE : ExitCode.NO_CONNECTION,
                    "not one of " + plan.connections() + " connections opened: "
                            + Printable.cut(first.getValue().first(), 300));
        }
    }

    private WireSettings settings(int number) {
        return plan.sources().isEmpty()
                ? plan.wire()
                : plan.wire().source(plan.sources().get(number % plan.sources().size()));
    }

    private void begin(Load load, int members, Duration lead, Duration duration) {
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
                duration,
                plan.times().messages(),
                plan.interval());
        drained = 0;
        finished = 0;
        lastAnswerNanos = 0;
        Phase begun = phase;
        lanes.forEach(lane -> lane.execute(() -> lane.begin(begun, memberOf)));
    }

    /** Lets the load run to its end and keeps what happens. */
    private void carry(Recording recording, List<Keeper> keepers) throws InterruptedException {
        Instant measured = Instant.now().plusNanos(phase.measuredNanos() - System.nanoTime());
        About about = About.of(plan, phase.load(), traffic, measured);
        keepers.forEach(keeper -> keeper.add(about));
        gathering = new Gathering(lanes.size(), slice -> {
            lastAnswerNanos = Math.max(lastAnswerNanos, slice.answeredNanos);
            answered += slice.answered;
            keepers.forEach(keeper -> keeper.add(slice));
            watcher.sliced(recording, slice);
        });
        watcher.begun(phase.measuredNanos() <= System.nanoTime());
        BooleanSupplier none = () -> open == 0;
        await(none, phase.measuredNanos(), false);
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
        if (phase.endNanos() != Long.MAX_VALUE) {
            await(done, phase.endNanos() + plan.times().drain().toNanos(), false);
        }
        lanes.forEach(lane -> lane.execute(lane::finish));
        await(() -> finished == lanes.size(), System.nanoTime() + CLOSING.toNanos(), true);
        gathering.finish();
        Outcome outcome = new Outcome(
                opening,
                openingNanos,
                phase.endNanos() == Long.MAX_VALUE && lastAnswerNanos > 0
                        ? lastAnswerNanos
                        : Math.max(1, stoppedNanos - phase.measuredNanos()),
                lasted,
                problems,
                interrupted,
                cpuNanos);
        keepers.forEach(keeper -> keeper.add(outcome));
        phase = null;
    }

    /** Closes all connections in order, and cuts those that do not answer in time. */
    private void close() throws InterruptedException {
        lanes.forEach(lane -> lane.execute(lane::close));
        await(() -> open == 0, System.nanoTime() + CLOSING.toNanos(), true);
        client.close();
    }

    /** Waits for a number of messages, as long as there are replies. */
    private void awaitAllAnswered(BooleanSupplier done) throws InterruptedException {
        long patienceNanos = plan.times().drain().plus(plan.interval()).toNanos();
        long before;
        do {
            before = answered;
            await(done, Math.max(System.nanoTime(), phase.measuredNanos()) + patienceNanos, false);
        } while (!done.getAsBoolean() && !interrupted && answered > before);
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
            opening.recordValue(line.tookNanos());
        } else if (happening instanceof Happening.Closed line) {
            closed(line);
        } else if (happening instanceof Happening.Sliced over && over.phase() == phase) {
            gathering.add(over.number(), over.slice());
        } else if (happening instanceof Happening.Drained lane && lane.phase() == phase) {
            drained++;
        } else if (happening instanceof Happening.Finished lane && lane.phase() == phase) {
            gathering.add(lane.number(), lane.rest());
            finished++;
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
        }
        Problem problem = line.problem();
        if (problem != null) {
            problems.add(problem.kind(), problem::example);
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
