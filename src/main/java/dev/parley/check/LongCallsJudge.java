package dev.parley.check;

import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.List;

/** The rules that say whether replies may take long on a path. */
final class LongCallsJudge {
    /** How late a reply may be before that is worth a word. */
    static final Duration LATE = Duration.ofSeconds(2);

    private LongCallsJudge() {}

    static Judgement of(LongCallsSeen seen) {
        Findings findings = new Findings()
                .figure("delay_seconds", seen.delay().toMillis() / 1e3)
                .figure("answered", seen.late() != null);
        String delay = Times.words(seen.delay().toNanos());
        if (seen.late() == null) {
            return findings.add(lost(delay, seen.end(), seen.askedNanos())).result("");
        }
        findings.figure("late_ms", Times.millis(seen.late().toNanos()));
        if (seen.late().plus(LATE).isNegative()) {
            return Judgement.skipped("what answers at /delay does so at once, so it is not a Parley");
        }
        if (seen.late().compareTo(LATE) > 0) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "a reply after " + delay + " arrives "
                            + Times.words(seen.late().toNanos()) + " late",
                    "The reply was held back somewhere.",
                    "See the check 'pushes'."));
        }
        return findings.result("a reply that takes " + delay + " arrives, "
                + Times.words(Math.max(0, seen.late().toNanos())) + " after it was due"
                + (seen.delay().compareTo(seen.wanted()) < 0
                        ? "; longer was not tried, because of the server's own idle-timeout"
                        : ""));
    }

    private static Finding lost(String delay, Ended end, long askedNanos) {
        return new Finding(
                Verdict.WARNING,
                "a reply that takes " + delay + " does not arrive: "
                        + (end == null
                                ? "the connection looks open, and nothing comes"
                                : "the connection is cut after " + Times.words(end.nanos() - askedNanos) + " by "
                                        + Ends.words(end)),
                "While the server works on an answer, nothing goes over the connection: what cuts idle ones cuts this one, too.",
                List.of("the same limit as in the check 'idle'"),
                "Let either side ping meanwhile, or send signs of progress; or raise the limit (see the check 'idle').",
                List.of(),
                List.of());
    }
}
