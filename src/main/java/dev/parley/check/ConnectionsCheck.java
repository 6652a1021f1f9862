package dev.parley.check;

import dev.parley.check.knowledge.Facts;

/** The check of how many connections there may be at once, and of whose limit that is. */
final class ConnectionsCheck implements Examination {
    private final Facts facts;

    ConnectionsCheck(Facts facts) {
        this.facts = facts;
    }

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        ConnectionsJudge judge = new ConnectionsJudge(facts, patient.survey().hops());
        return Experiment.judged(new ConnectionsExperiment(patient, progress), judge::of);
    }
}
