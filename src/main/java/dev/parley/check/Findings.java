package dev.parley.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one check has found so far, of which its judgement is made; used by one thread. */
final class Findings {
    private final List<String> details = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Object> figures = new LinkedHashMap<>();

    /** Adds a line that was seen. */
    Findings detail(String line) {
        details.add(line);
        return this;
    }

    Findings add(Finding finding) {
        findings.add(finding);
        return this;
    }

    /** Adds a number, or what a machine may want to know. */
    Findings figure(String name, Object value) {
        figures.put(name, value);
        return this;
    }

    boolean isEmpty() {
        return findings.isEmpty();
    }

    /** Makes the judgement; its summary is that of the worst finding, if there is one that is worse than {@code OK}. */
    Judgement result(String summary) {
        findings.sort(Comparator.comparing(Finding::verdict).reversed());
        Verdict verdict = findings.stream().map(Finding::verdict).reduce(Verdict.OK, Verdict::or);
        return new Judgement(
                verdict, verdict == Verdict.OK ? summary : findings.get(0).seen(), details, findings, figures, true);
    }
}
