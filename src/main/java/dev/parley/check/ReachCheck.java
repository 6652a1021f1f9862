package dev.parley.check;

import java.time.Clock;

/** The check of the way up to the handshake: DNS, TCP to every address, the proxy, TLS. */
final class ReachCheck implements Examination {
    private final Clock clock;

    ReachCheck(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        return Experiment.judged(new ReachExperiment(patient), seen -> ReachJudge.of(seen, clock.instant()));
    }
}
