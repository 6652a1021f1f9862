package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import dev.parley.check.knowledge.Hop;
import dev.parley.core.Durations;
import dev.parley.core.Printable;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Runs the checks, and records in reading order what they came to.
 *
 * <p>{@link #run} is called once; {@link #interrupt} may be called from any thread, and ends it early with what there is by then.
 */
public final class Doctor {
    /** What can be told even if there is no connection. */
    private static final Set<Check> WITHOUT_CONNECTION = Set.of(Check.REACH, Check.HANDSHAKE);

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

    private void stopIfInterrupted() throws InterruptedException {
        if (isInterrupted()) {
            throw new InterruptedException();
        }
    }

    private synchronized boolean isInterrupted() {
        return interrupted;
    }

    private record Outcome(List<Result> results, List<String> hops) {}

    private Outcome check(WireClient client, WireSettings settings) {
        long startNanos = System.nanoTime();
        List<Result> results = new ArrayList<>();
        List<Hop> hops = new ArrayList<>();
        try {
            stopIfInterrupted();
            client.warmUp();
            progress.say("looking at " + settings.url().shown());
            Survey survey = new Surveyor(client, settings, plan.limits()).survey();
            hops.addAll(survey.hops());
            Patient patient = new Patient(client, settings, plan.limits(), survey);
            Set<Check> first = asked(survey);
            first.retainAll(WITHOUT_CONNECTION);
            examine(patient, first, results);
            Set<Check> others = asked(survey);
            others.removeAll(WITHOUT_CONNECTION);
            examineInTime(patient, others, startNanos, results);
        } catch (InterruptedException e) {
            leaveOutRest(results, "interrupted");
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

    private Set<Check> asked(Survey survey) {
        Set<Check> asked = EnumSet.copyOf(plan.checks());
        if (!survey.connects()) {
            // Whatever was asked for: why there is no connection is what there is to tell.
            asked.addAll(WITHOUT_CONNECTION);
        }
        return asked;
    }

    /** Does what needs a connection, as far as there is time for it: that one gets a connection at all is known by now. */
    private void examineInTime(Patient patient, Set<Check> asked, long startNanos, List<Result> results)
            throws InterruptedException {
        if (!plan.limits().fast()) {
            examine(patient, asked, results);
            return;
        }
        Duration left = plan.limits().longest().minusNanos(System.nanoTime() - startNanos);
        try (Deadline deadline = Deadline.in(left)) {
            try {
                examine(patient, asked, results);
            } catch (InterruptedException e) {
                if (!deadline.hasPassed()) {
                    throw e;
                }
                leaveOutRest(results, noTime());
            }
        }
    }

    private String noTime() {
        return "no time was left of the " + Durations.format(plan.limits().longest()) + " that --fast has";
    }

    private void leaveOutRest(List<Result> results, String why) {
        plan.checks().stream()
                .filter(check -> results.stream().noneMatch(result -> result.check() == check))
                .forEach(check -> results.add(Result.leftOut(check, why)));
    }

    private void examine(Patient patient, Set<Check> asked, List<Result> results) throws InterruptedException {
        LongCallsCheck longCalls = new LongCallsCheck();
        List<Examination> all = List.of(
                new ReachCheck(clock),
                new HandshakeCheck(facts),
                new ChangesCheck(facts),
                new MessagesCheck(),
                new CloseCheck(),
                new CompressionCheck(),
                new PushesCheck(),
                new IdleCheck(facts),
                longCalls,
                new ConnectionsCheck(facts),
                // Last, because on a slow path they take the longest.
                new SizesCheck(facts),
                new ProtocolCheck());
        for (Examination examination : all) {
            if (!asked.contains(examination.check())) {
                continue;
            }
            progress.begin(examination.check());
            if (examination.check() == Check.IDLE
                    && asked.contains(Check.LONG_CALLS)
                    && patient.survey().connects()) {
                longCalls.begin(patient);
            }
            long startNanos = System.nanoTime();
            stopIfInterrupted();
            Result result = patient.survey().connects() || WITHOUT_CONNECTION.contains(examination.check())
                    ? guarded(examination, patient)
                    : Result.skipped(examination.check(), "there is no WebSocket connection");
            // One that was begun before its turn knows better how long it took.
            result = result.nanos() == 0 ? result.took(System.nanoTime() - startNanos) : result;
            results.add(result.finished() ? result : result.because(isInterrupted() ? "interrupted" : noTime()));
        }
    }

    /** Does a check; a fault of ours in it is told in its place, and costs no other check its report. */
    private Result guarded(Examination examination, Patient patient) throws InterruptedException {
        Findings findings = new Findings(examination.check());
        try {
            return examination.examine(patient, findings, progress);
        } catch (InterruptedException e) {
            if (findings.isEmpty()) {
                throw e;
            }
            // It is the next check that ends.
            Thread.currentThread().interrupt();
            return findings.result("").unfinished();
        } catch (RuntimeException e) {
            return Result.skipped(
                    examination.check(),
                    "parley has a fault here, please report it: "
                            + Printable.cut(e + " at " + e.getStackTrace()[0], 300));
        }
    }
}
