package dev.parley.check;

/** The check of permessage-deflate (RFC 7692): is it agreed on, is it right, is it worth it. */
final class CompressionCheck implements Examination {
    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        return patient.settings().compression()
                ? Experiment.judged(new CompressionExperiment(patient), CompressionJudge::of)
                : Judgement.skipped("it was not offered (--no-compression)");
    }
}
