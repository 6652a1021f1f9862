package dev.parley.check;

import dev.parley.check.knowledge.Facts;

/** The check of the longest message that is taken each way, and of how a longer one is refused. */
final class SizesCheck implements Examination {
    private final Facts facts;

    SizesCheck(Facts facts) {
        this.facts = facts;
    }

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        if (!patient.survey().takesMessages()) {
            return Judgement.skipped("the endpoint ends the connection when a message comes that it does not know");
        }
        SizesJudge judge = new SizesJudge(facts, patient.survey().hops());
        return Experiment.judged(new SizesExperiment(patient, progress), judge::of);
    }
}
