package dev.parley.check;

/** The check of what comes back for messages of each kind. */
final class MessagesCheck implements Examination {
    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
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
