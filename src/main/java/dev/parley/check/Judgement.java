package dev.parley.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one check came to, apart from which it is and how long it took.
 *
 * @param verdict the worst of its findings, or {@code OK}, or {@code SKIPPED}
 * @param summary what was seen in one line, with numbers; why, if it was skipped
 * @param details what else was seen, a line each
 * @param findings what is wrong or worth knowing, the worst first
 * @param figures the numbers, by names in snake case with their unit: for machines, and to be compared with a baseline's.
 *     Values are strings, numbers, booleans, lists and maps of these, or null
 * @param finished whether it was done to its end, or there was a reason not to do it; false if time was up, or the user
 *     interrupted it
 */
record Judgement(
        Verdict verdict,
        String summary,
        List<String> details,
        List<Finding> findings,
        Map<String, Object> figures,
        boolean finished) {
    /** Copies. */
    Judgement {
        details = List.copyOf(details);
        findings = List.copyOf(findings);
        figures = new LinkedHashMap<>(figures);
    }

    /** Returns that of a check that was not done. */
    static Judgement skipped(String why) {
        return new Judgement(Verdict.SKIPPED, why, List.of(), List.of(), Map.of(), true);
    }

    /** Returns the same, of what was seen before the check was cut short. */
    Judgement unfinished() {
        return new Judgement(verdict, summary, details, findings, figures, false);
    }

    /** Returns the same, and says why it is not finished. */
    Judgement because(String why) {
        return new Judgement(verdict, summary + "; not finished: " + why, details, findings, figures, finished);
    }
}
