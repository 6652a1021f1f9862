package dev.parley.check;

import dev.parley.conformance.Case;
import dev.parley.conformance.Cases;
import dev.parley.conformance.Expectation;
import dev.parley.conformance.Outcome;
import dev.parley.conformance.Outcome.Grade;
import dev.parley.conformance.Trial;
import dev.parley.protocol.Frame;
import dev.parley.wire.Dialogue;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks frames that a correct server must refuse, or must answer in a given way (RFC 6455, and RFC 7692 if it compresses).
 *
 * <p>Each of {@link Cases} has its own connection, a few at a time. A case that is answered ends at once, one that is
 * not takes at most {@link #PATIENCE}.
 */
final class ProtocolCheck implements Examination {
    /** How many connections are open at a time, as browsers have to one host. */
    private static final int AT_ONCE = 6;

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    @Override
    public Result examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        if (!patient.limits().intensive()) {
            return Result.skipped(Check.PROTOCOL, "broken frames are sent to other hosts with --intensive only");
        }
        if (!patient.survey().connects()) {
            return Result.skipped(Check.PROTOCOL, "there is no WebSocket connection");
        }
        long startNanos = System.nanoTime();
        List<Outcome> outcomes = new ArrayList<>();
        List<Case> possible = new ArrayList<>();
        for (Case row : Cases.ALL) {
            String why = reasonNotTo(row, patient);
            if (why == null) {
                possible.add(row);
            } else {
                outcomes.add(new Outcome(row, Grade.NOT_TRIED, why));
            }
        }
        boolean finished = tryAll(possible, patient, progress, outcomes);
        Result result = ProtocolResults.of(outcomes, System.nanoTime() - startNanos);
        return finished ? result : result.unfinished();
    }

    private static String reasonNotTo(Case row, Patient patient) {
        if (row.payloadBytes() > patient.limits().messageBytes()) {
            return "longer than messages may be here";
        }
        boolean message = row.expected() instanceof Expectation.Answers answers
                && answers.answers().stream().anyMatch(answer -> answer.opcode() != Frame.PONG);
        return message && !patient.survey().takesMessages() ? "the server ends a connection on any message" : null;
    }

    /** Returns whether there was time for all. */
    private static boolean tryAll(List<Case> rows, Patient patient, Progress progress, List<Outcome> outcomes)
            throws InterruptedException, OutOfTime {
        WireSettings settings = patient.survey().echoes() ? patient.echo() : patient.settings();
        Duration given = patient.limits().patience();
        Duration patience = given.compareTo(PATIENCE) < 0 ? given : PATIENCE;
        String hopeless = null;
        boolean cut = false;
        for (int from = 0; from < rows.size(); from += AT_ONCE) {
            List<Case> batch = rows.subList(from, Math.min(rows.size(), from + AT_ONCE));
            if (hopeless == null) {
                progress.say("frames of all kinds, " + (from + 1) + " of " + rows.size());
                try {
                    List<Outcome> came = tryAtOnce(batch, patient, settings, patience);
                    outcomes.addAll(came);
                    hopeless = hopeless(came, from == 0);
                    continue;
                } catch (InterruptedException e) {
                    if (from == 0) {
                        throw e;
                    }
                    // What is known by now is worth telling.
                    Thread.currentThread().interrupt();
                    cut = true;
                } catch (OutOfTime e) {
                    if (from == 0) {
                        throw e;
                    }
                    cut = true;
                }
                hopeless = "there was no time left";
            }
            for (Case row : batch) {
                outcomes.add(new Outcome(row, Grade.NOT_TRIED, hopeless));
            }
        }
        return !cut;
    }

    private static List<Outcome> tryAtOnce(List<Case> rows, Patient patient, WireSettings settings, Duration patience)
            throws InterruptedException, OutOfTime {
        List<Dialogue> dialogues = new ArrayList<>();
        List<Trial> trials = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        try {
            for (Case row : rows) {
                dialogues.add(patient.open(settings.compression(row.compression())));
                trials.add(Trial.on(
                        dialogues.get(dialogues.size() - 1),
                        row,
                        patient.survey().echoes()));
            }
            for (Dialogue dialogue : dialogues) {
                patient.awaitOpen(dialogue);
            }
            for (Trial trial : trials) {
                trial.send();
            }
            for (Trial trial : trials) {
                Duration left = patient.deadline().atMost(patience);
                outcomes.add(trial.await(left));
                if (patient.deadline().isOver()) {
                    throw new OutOfTime();
                }
            }
            return outcomes;
        } finally {
            trials.forEach(Trial::end);
        }
    }

    /** Returns why it is no use to go on, or null; the first ones are those that any server answers. */
    private static String hopeless(List<Outcome> outcomes, boolean first) {
        if (outcomes.stream().allMatch(Outcome::isUnconnected)) {
            return "no connection any more";
        }
        return first && outcomes.stream().allMatch(outcome -> outcome.grade() == Grade.NO_ANSWER)
                ? "nothing was answered before"
                : null;
    }
}
