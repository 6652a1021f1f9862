package dev.parley.bench;

import dev.parley.core.ExitCode;
import dev.parley.core.Printable;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A run of a plan: finds out how the server replies, opens the connections, puts load on them, waits for the replies, closes.
 *
 * <p>It is for one run. All but {@link #interrupt} is for one thread; event loops tell it through a queue what happens.
 */
public final class Bench {
    /** How long connections have to close. */
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Plan plan;
    private final Watcher watcher;
    private final WireClient client;
    private final Happenings happenings = new Happenings(this::happened);
    private final Connections connections;
    private final List<Lane> lanes = new ArrayList<>();
    private final Means means;
    private Traffic traffic;
    private int greetings;
    // The phase that goes on or was the last; null before the first.
    private PhaseRun phaseRun;
    // While there is one; read by the thread that interrupts.
    private volatile Probe probe;

    /** Prepares a run; nothing is opened yet. */
    public Bench(Plan plan, Watcher watcher) {
        this.plan = plan;
        this.watcher = watcher;
        this.client = WireClient.forLoad(plan.threads());
        this.connections = new Connections(plan.connections());
        this.means = new Means(plan, lanes, connections, happenings, watcher);
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
        Duration lead = plan.times().rampUp().plus(plan.times().warmUp());
        prepare();
        if (plan.times().rampUp().isZero()) {
            open();
            begin(plan.load(), false, lead, recording, keepers);
        } else {
            begin(plan.load(), true, lead, recording, keepers);
            open();
        }
        phaseRun.carry();
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
        while (!search.isOver() && !happenings.isInterrupted() && connections.open() > 0) {
            Recording recording = new Recording();
            Load load = new Load.Open(search.next(), Integer.MAX_VALUE);
            begin(load, false, plan.times().warmUp(), recording, List.of(recording));
            phaseRun.carry();
            if (happenings.isInterrupted()) {
                break;
            }
            RateSearch.Step step = search.judge(recording);
            watcher.stepped(step);
            if (best == null || step.kept() || search.found() == 0) {
                best = recording;
            }
            connections.forgetProblems();
            renew();
        }
        if (best == null) {
            throw happenings.isInterrupted()
                    ? new NoLoad(ExitCode.INTERRUPTED, "interrupted before the first step was over")
                    : new NoLoad(ExitCode.ABNORMAL_END, "all connections were lost before the first step");
        }
        if (happenings.isInterrupted()) {
            best.interrupted();
        }
        return best;
    }

    /** Tells the run to end early, with all that has been measured by then, and returns at once. From any thread. */
    public void interrupt() {
        happenings.interrupt();
        Probe asking = probe;
        if (asking != null) {
            asking.interrupt();
        }
    }

    /** Closes all connections in order, and cuts those that do not answer in time. */
    public void close() throws InterruptedException {
        try {
            lanes.forEach(lane -> lane.execute(lane::close));
            happenings.awaitAnyway(() -> connections.open() == 0, System.nanoTime() + CLOSING.toNanos());
        } finally {
            client.close();
        }
    }

    private void prepare() throws NoLoad, InterruptedException {
        if (plan.times().startAt() != null) {
            awaitStart(plan.times().startAt());
        }
        Probe.Found found = probe();
        greetings = found.greetings();
        traffic = new Traffic(
                plan.traffic().kind(), plan.traffic().messages(), plan.traffic().fragments(), found.expected());
        watcher.found(About.of(plan, plan.load(), traffic, Instant.now()).traffic());
        List<WireLoop> loops = client.loops();
        for (int i = 0; i < loops.size(); i++) {
            lanes.add(new Lane(loops.get(i), plan, traffic, i, loops.size(), happenings::add));
        }
    }

    private void awaitStart(Instant start) throws InterruptedException {
        for (Duration left = Duration.between(Instant.now(), start);
                !left.isNegative() && !happenings.isInterrupted();
                left = Duration.between(Instant.now(), start)) {
            watcher.waiting(left);
            happenings.await(() -> false, System.nanoTime() + Math.min(left.toNanos(), SECOND_NANOS));
        }
    }

    private Probe.Found probe() throws NoLoad, InterruptedException {
        Probe asking = new Probe(plan.wire(0), plan.traffic(), plan.times().drain());
        probe = asking;
        // Whoever interrupted before found no probe to tell.
        if (happenings.isInterrupted()) {
            asking.interrupt();
        }
        try {
            return asking.run(client);
        } finally {
            probe = null;
        }
    }

    private void open() throws NoLoad, InterruptedException {
        new Opening(means).run(greetings);
        if (connections.opened() == 0 && !happenings.isInterrupted()) {
            Problem failure = connections.firstFailure();
            throw new NoLoad(
                    failure.kind().isRefusal() ? ExitCode.HANDSHAKE : ExitCode.NO_CONNECTION,
                    "not one of " + plan.connections() + " connections opened: "
                            + Printable.cut(failure.example(), 300));
        }
    }

    private void begin(Load load, boolean whileOpening, Duration lead, Recording recording, List<Keeper> keepers) {
        int members = whileOpening ? plan.connections() : connections.open();
        phaseRun = new PhaseRun(means, load, members, lead, recording, keepers);
        phaseRun.begin(traffic, connections.places(whileOpening));
    }

    /** Opens connections anew that would mix the replies to one phase with those to the next. */
    private void renew() throws InterruptedException {
        if (phaseRun.owing() == 0) {
            return;
        }
        int target = connections.tried() + phaseRun.owing();
        connections.renewing(true);
        lanes.forEach(lane -> lane.execute(lane::renew));
        happenings.await(
                () -> connections.tried() >= target,
                System.nanoTime() + plan.wire().connectTimeout().toNanos() + SECOND_NANOS);
        connections.renewing(false);
    }

    private void happened(Happening happening) {
        if (happening instanceof Happening.Opened line) {
            connections.opened(line);
        } else if (happening instanceof Happening.Closed line) {
            connections.closed(line);
        } else if (happening instanceof Happening.Fault fault) {
            throw new IllegalStateException("an event loop failed: " + fault.cause(), fault.cause());
        } else if (phaseRun != null) {
            phaseRun.happened(happening);
        }
    }
}
