package dev.parley.check;

/** Sends messages of each kind and compares what comes back. */
final class MessagesCheck implements Examination {
    @Override
    public Result examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        Survey survey = patient.survey();
        if (!survey.takesMessages()) {
            return MessagesJudge.thrownOut(survey.manner(), survey.end());
        }
        return survey.echoes()
                ? Experiment.judged(new MessagesExperiment(patient, progress), MessagesJudge::echoed)
                : MessagesJudge.taken(survey.manner());
    }
}
