package dev.parley.check;

import dev.parley.check.knowledge.Facts;

/** The check of how long an idle connection lasts, how it ends, and what keeps it open. */
final class IdleCheck implements Examination {
    private final IdleJudge judge;

    IdleCheck(Facts facts) {
        this.judge = new IdleJudge(facts);
    }

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        IdleSeen seen = new IdleWatch(patient).watch(progress);
        Judgement result =
                judge.of(seen, patient.limits().idle(), patient.survey().hops());
        return seen.watchedNanos() == 0 ? result : result.unfinished();
    }
}
