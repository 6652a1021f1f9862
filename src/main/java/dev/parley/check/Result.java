package dev.parley.check;

import java.util.List;
import java.util.Map;

/**
 * What one check came to.
 *
 * @param check which
 * @param judgement what it came to
 * @param nanos how long the check took
 */
public record Result(Check check, Judgement judgement, long nanos) {
    /** Makes one of the parts of its judgement. */
    Result(
            Check check,
            Verdict verdict,
            String summary,
            List<String> details,
            List<Finding> findings,
            Map<String, Object> figures,
            long nanos,
            boolean finished) {
        this(check, new Judgement(verdict, summary, details, findings, figures, finished), nanos);
    }

    /** Makes that of a check that was done to its end. */
    Result(
            Check check,
            Verdict verdict,
            String summary,
            List<String> details,
            List<Finding> findings,
            Map<String, Object> figures,
            long nanos) {
        this(check, verdict, summary, details, findings, figures, nanos, true);
    }

    /** Returns that of a check that was not done. */
    static Result skipped(Check check, String why) {
        return new Result(check, Judgement.skipped(why), 0);
    }

    /** Returns that of a check for which there was no time. */
    static Result leftOut(Check check, String why) {
        return skipped(check, why).unfinished();
    }

    /** Returns the same, of what was seen before the check was cut short. */
    Result unfinished() {
        return new Result(check, judgement.unfinished(), nanos);
    }

    /** Returns the worst verdict of the findings, or {@code OK}, or {@code SKIPPED}. */
    public Verdict verdict() {
        return judgement.verdict();
    }

    /** Returns what was seen in one line; why, if it was skipped. */
    public String summary() {
        return judgement.summary();
    }

    /** Returns what else was seen, a line each. */
    public List<String> details() {
        return judgement.details();
    }

    /** Returns what is wrong or worth knowing, the worst first. */
    public List<Finding> findings() {
        return judgement.findings();
    }

    /** Returns the numbers by their names, for machines. */
    public Map<String, Object> figures() {
        return judgement.figures();
    }

    /** Tells whether it was done to its end, or there was a reason not to do it. */
    public boolean finished() {
        return judgement.finished();
    }
}
