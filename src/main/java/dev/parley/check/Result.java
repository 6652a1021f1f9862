package dev.parley.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one check came to.
 *
 * @param verdict the worst of its findings, or {@code OK}, or {@code SKIPPED}
 * @param summary what was seen in one line, with numbers; why, if it was skipped
 * @param details what else was seen, a line each
 * @param findings what is wrong or worth knowing, the worst first
 * @param figures the numbers, by names in snake case with their unit: for machines, and to be compared with a baseline's.
 *     Values are strings, numbers, booleans, lists and maps of these, or null
 * @param nanos how long the check took
 * @param finished whether it was done to its end, or there was a reason not to do it; false if time was up, or the user
 *     interrupted it
 */
public record Result(
        Check check,
        Verdict verdict,
        String summary,
        List<String> details,
        List<Finding> findings,
        Map<String, Object> figures,
        long nanos,
        boolean finished) {
    /** Copies. */
    public Result {
        details = List.copyOf(details);
        findings = List.copyOf(findings);
        figures = new LinkedHashMap<>(figures);
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

    /** Returns the same, with how long it took. */
    Result took(long time) {
        return new Result(check, verdict, summary, details, findings, figures, time, finished);
    }

    /** Returns that of a check that was not done. */
    static Result skipped(Check check, String why) {
        return new Result(check, Verdict.SKIPPED, why, List.of(), List.of(), Map.of(), 0);
    }

    /** Returns that of a check for which there was no time. */
    static Result leftOut(Check check, String why) {
        return skipped(check, why).unfinished();
    }

    /** Returns the same, of what was seen before the check was cut short. */
    Result unfinished() {
        return new Result(check, verdict, summary, details, findings, figures, nanos, false);
    }

    /** Returns the same, and says why it is not finished. */
    Result because(String why) {
        return new Result(
                check, verdict, summary + "; not finished: " + why, details, findings, figures, nanos, finished);
    }
}
