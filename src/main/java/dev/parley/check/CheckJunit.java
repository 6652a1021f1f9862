package dev.parley.check;

import dev.parley.check.knowledge.Fact;
import dev.parley.report.Junit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Says what a recording holds in the XML that build servers read of JUnit: each check is a test case. */
public final class CheckJunit {
    private CheckJunit() {}

    /**
     * Returns the document, with a line break at its end.
     *
     * @param facts looks a fact up by its id; may return null
     * @param worst from which verdict on a case fails
     */
    public static String of(Recording recording, Function<String, Fact> facts, Verdict worst) {
        List<Contrast> contrasts = Contrast.of(recording);
        List<Junit.Case> cases = new ArrayList<>();
        for (int i = 0; i < recording.path().size(); i++) {
            Result result = recording.path().get(i);
            Contrast contrast = contrasts.isEmpty() ? null : contrasts.get(i);
            cases.add(new Junit.Case(
                    "parley.check",
                    result.check().id(),
                    result.nanos(),
                    outcome(result, worst, CheckText.of(result, contrast, facts))));
        }
        return Junit.of(new Junit.Suite(
                "parley check " + recording.url(),
                recording.started(),
                recording.nanos(),
                cases,
                Conclusion.of(recording)));
    }

    private static Junit.Outcome outcome(Result result, Verdict worst, String text) {
        if (result.verdict() == Verdict.OK) {
            return new Junit.Passed("");
        }
        if (result.verdict() == Verdict.SKIPPED) {
            return new Junit.Skipped(result.summary());
        }
        return result.verdict().compareTo(worst) >= 0
                ? new Junit.Failed(result.summary(), result.verdict().toString(), text)
                // JUnit knows no warnings: the test has passed, and has said something.
                : new Junit.Passed(text);
    }
}
