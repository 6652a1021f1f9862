package dev.parley.check;

/** Pings, and closes from either side with different codes: are they answered, and do they arrive as they were sent. */
final class CloseCheck implements Examination {
    @Override
    public Result examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        return Experiment.judged(new CloseExperiment(patient, progress), CloseJudge::of);
    }
}
