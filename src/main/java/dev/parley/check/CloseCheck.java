package dev.parley.check;

/** The check of pings and of closes from either side: are they answered, and do they arrive as they were sent. */
final class CloseCheck implements Examination {
    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        return Experiment.judged(new CloseExperiment(patient, progress), CloseJudge::of);
    }
}
