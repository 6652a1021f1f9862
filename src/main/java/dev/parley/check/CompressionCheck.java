package dev.parley.check;

/** The check of permessage-deflate (RFC 7692): is it agreed on, is it right, is it worth it. */
final class CompressionCheck implements Examination {
    @Override
    public Result examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        return patient.settings().compression()
                ? Experiment.judged(new CompressionExperiment(patient), CompressionJudge::of)
                : Result.skipped(Check.COMPRESSION, "it was not offered (--no-compression)");
    }
}
