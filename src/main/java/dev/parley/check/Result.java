package dev.parley.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Is what one check came to.
 *
 * @param verdict the worst of its findings, or {@code OK}, or {@code SKIPPED}
 * @param summary what was seen in one line, with numbers; why, if it was skipped
 * @param details what else was seen, a line each
 * @param findings what is amiss or worth to know, the worst first
 * @param figures the numbers, by names in camel case with their unit: for machines, and to be compared with a baseline's.
 *     Values are strings, numbers, booleans, lists and maps of these, or null
 * @param nanos how long the check took
 */
public record Result(
        Check check,
        Verdict verdict,
        String summary,
        List<String> details,
        List<Finding> findings,
        Map<String, Object> figures,
        long nanos) {
    /** Copies. */
    public Result {
        details = List.copyOf(details);
        findings = List.copyOf(findings);
        figures = new LinkedHashMap<>(figures);
    }

    /** Returns the same, with how long it took. */
    Result took(long time) {
        return new Result(check, verdict, summary, details, findings, figures, time);
    }

    /** Makes that of a check that was not done. */
    static Result skipped(Check check, String why) {
        return new Result(check, Verdict.SKIPPED, why, List.of(), List.of(), Map.of(), 0);
    }
}
