package dev.parley.check;

import dev.parley.conformance.Case;
import dev.parley.conformance.Need;
import dev.parley.conformance.Outcome;
import dev.parley.conformance.Outcome.Grade;
import dev.parley.conformance.Runner;
import dev.parley.conformance.Terms;
import dev.parley.conformance.cases.Cases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The check of frames that a correct server must refuse, or must answer in a given way (RFC 6455, and RFC 7692 if it
 * compresses): the basic ones of {@link Cases}.
 */
final class ProtocolCheck implements Examination {
    /** How many connections are open at a time; some browsers open as many at once for one page. */
    private static final int AT_ONCE = 16;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        if (!patient.limits().intensive()) {
            return Judgement.skipped("broken frames are sent to other hosts with --intensive only");
        }
        if (!patient.survey().connects()) {
            return Judgement.skipped("there is no WebSocket connection");
        }
        List<Outcome> outcomes = new ArrayList<>();
        List<Case> possible = new ArrayList<>();
        for (Case row : Cases.BASIC) {
            String why = reasonNotTo(row, patient);
            if (why == null) {
                possible.add(row);
            } else {
                outcomes.add(new Outcome(row, Grade.NOT_TRIED, why));
            }
        }
        Runner.Run run = Runner.run(
                patient.client(),
                terms(patient),
                possible,
                begun -> progress.say("frames of all kinds, " + begun + " of " + possible.size()));
        if (!run.finished()
                && run.outcomes().stream().noneMatch(outcome -> outcome.grade().isTried())) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw new OutOfTime();
        }
        outcomes.addAll(run.outcomes());
        Judgement result = ProtocolResults.of(outcomes);
        // What is known by now is worth telling.
        return run.finished() ? result : result.unfinished();
    }

    /** Returns how many connections are open at once, at the most. */
    static int connections(Limits limits) {
        return Math.min(AT_ONCE, limits.connections());
    }

    private static Terms terms(Patient patient) {
        boolean echo = patient.survey().echoes();
        Duration given = patient.limits().patience();
        return new Terms(
                echo ? patient.echo() : patient.settings(),
                echo,
                given.compareTo(PATIENCE) < 0 ? given : PATIENCE,
                connections(patient.limits()),
                patient.deadline().untilNanos());
    }

    private static String reasonNotTo(Case row, Patient patient) {
        if (row.payloadBytes() > patient.limits().messageBytes()) {
            return "longer than messages may be here";
        }
        return row.isInNeedOf(Need.MESSAGES) && !patient.survey().takesMessages()
                ? "the server ends a connection on any message"
                : null;
    }
}
