package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.core.Durations;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireSettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The one who does the checks, and records in reading order what they came to.
 *
 * <p>{@link #run} is called once; {@link #interrupt} may be called from any thread, and ends it early with what there is by then.
 */
public final class Doctor {
    private final Plan plan;
    private final Progress progress;
    private final Clock clock;
    private final Facts facts = Facts.load();
    // Guarded by this.
    private Thread runner;
    private boolean interrupted;

    /**
     * Makes one.
     *
     * @param clock says today's date, for certificates and the report
     */
    public Doctor(Plan plan, Progress progress, Clock clock) {
        this.plan = plan;
        this.progress = progress;
        this.clock = clock;
    }

    /** Checks, and waits for it. */
    public Recording run() {
        synchronized (this) {
            runner = Thread.currentThread();
        }
        long startNanos = System.nanoTime();
        var started = clock.instant();
        List<Result> baseline = List.of();
        Outcome path;
        try (WireClient client = new WireClient(1)) {
            if (plan.baseline() != null) {
                baseline = check(client, plan.baseline()).results();
            }
            path = check(client, plan.settings());
        }
        synchronized (this) {
            runner = null;
            // An interrupt that came too late must not hit what comes next.
            Thread.interrupted();
            return new Recording(
                    plan.settings().url().toString(),
                    started,
                    System.nanoTime() - startNanos,
                    path.results(),
                    plan.baseline() == null ? null : plan.baseline().url().toString(),
                    baseline,
                    path.hops(),
                    interrupted);
        }
    }

    /** Ends it: checks that are not done are skipped. */
    public synchronized void interrupt() {
        interrupted = true;
        if (runner != null) {
            runner.interrupt();
        }
    }

    private synchronized void stopIfInterrupted() throws InterruptedException {
        if (interrupted || Thread.currentThread().isInterrupted()) {
            throw new InterruptedException();
        }
    }

    private record Outcome(List<Result> results, List<String> hops) {}

    private Outcome check(WireClient client, WireSettings settings) {
        Deadline deadline = plan.limits().deadline();
        List<Result> results = new ArrayList<>();
        List<Hop> hops = new ArrayList<>();
        try {
            stopIfInterrupted();
            client.warmUp();
            progress.say("looking at " + settings.url().shown());
            Survey survey = new Surveyor(client, settings, plan.limits()).survey();
            hops.addAll(survey.hops());
            // Whether one gets a connection at all is found out however long that takes.
            Patient patient = new Patient(client, settings, plan.limits(), survey, Deadline.never());
            for (Turn turn : Turn.values()) {
                examine(turn, turn.needsConnection() ? patient.until(deadline) : patient, results);
            }
        } catch (InterruptedException e) {
            // Whoever sent it, nothing more is done.
            interrupt();
            leaveOutRest(results);
        }
        results.sort(Comparator.comparing(Result::check));
        return new Outcome(
                results,
                hops.stream()
                        // It is one with the server that it runs in, which says so.
                        .filter(hop ->
                                !hop.product().equals("Parley") || hops.stream().noneMatch(Hop::isContainer))
                        .map(hop -> hop.product() + ": " + hop.evidence())
                        .toList());
    }

    /** Does the checks of one turn. */
    private void examine(Turn turn, Patient patient, List<Result> results) throws InterruptedException {
        List<Visit> visits = asked(patient.survey()).stream()
                .filter(check -> check.turn() == turn)
                .map(check -> new Visit(check, check.examination(facts, clock), patient))
                .toList();
        for (Visit visit : visits) {
            stopIfInterrupted();
            visit.begin();
        }
        for (Visit visit : visits) {
            progress.begin(visit.check().title());
            stopIfInterrupted();
            results.add(visit.end(progress, noTime()));
        }
    }

    private Set<Check> asked(Survey survey) {
        Set<Check> asked = EnumSet.copyOf(plan.checks());
        if (!survey.connects()) {
            // Whatever was asked for: why there is no connection is what there is to tell.
            Arrays.stream(Check.values())
                    .filter(check -> !check.turn().needsConnection())
                    .forEach(asked::add);
        }
        return asked;
    }

    private String noTime() {
        return "no time was left of the " + Durations.format(plan.limits().longest()) + " that --fast has";
    }

    private void leaveOutRest(List<Result> results) {
        plan.checks().stream()
                .filter(check -> results.stream().noneMatch(result -> result.check() == check))
                .forEach(check -> results.add(Result.leftOut(check, "interrupted")));
    }
}
