package dev.parley.check;

import dev.parley.check.knowledge.Facts;
import dev.parley.wire.Ended;

/** The check of the answer to the handshake, which is tried in other ways if it was refused, so that the cause shows. */
final class HandshakeCheck implements Examination {
    private final HandshakeJudge judge;

    HandshakeCheck(Facts facts) {
        this.judge = new HandshakeJudge(facts);
    }

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        Ended end = patient.survey().first().ended();
        if (end != null && end.how() == Ended.How.NO_CONNECTION) {
            return Judgement.skipped("there is no connection to send it on");
        }
        return Experiment.judged(new HandshakeExperiment(patient, progress), judge::of);
    }
}
