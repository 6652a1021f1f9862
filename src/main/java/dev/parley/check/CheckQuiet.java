package dev.parley.check;

import dev.parley.core.Printable;
import java.util.List;
import java.util.stream.Collectors;

/** Says what a recording holds in one line, for probes and their logs. */
public final class CheckQuiet {
    private CheckQuiet() {}

    /** Returns the line, without a line break. */
    public static String of(Recording recording) {
        Verdict worst = recording.verdict();
        StringBuilder line = new StringBuilder();
        // What was not done may be worse.
        line.append(recording.interrupted() ? "interrupted, " : "")
                .append(worst)
                .append(' ')
                .append(recording.url())
                .append(": ");
        List<Result> bad = worst == Verdict.UNFINISHED ? List.of(recording.of(Check.MESSAGES)) : with(recording, worst);
        if (worst == Verdict.OK || bad.isEmpty()) {
            line.append(bad.size()).append(bad.size() == 1 ? " check" : " checks");
            long skipped = with(recording, Verdict.SKIPPED).stream()
                    .filter(Result::finished)
                    .count();
            if (skipped > 0) {
                line.append(", ").append(skipped).append(" skipped");
            }
        } else {
            line.append(bad.get(0).check().id()).append(": ").append(bad.get(0).summary());
            more(line, "also " + worst, bad.subList(1, bad.size()));
            if (worst == Verdict.FAILED) {
                more(line, "warnings", with(recording, Verdict.WARNING));
            }
        }
        more(
                line,
                "not finished",
                recording.path().stream().filter(result -> !result.finished()).toList());
        return Printable.show(line.toString());
    }

    private static void more(StringBuilder line, String what, List<Result> results) {
        if (!results.isEmpty()) {
            line.append("; ")
                    .append(what)
                    .append(": ")
                    .append(results.stream().map(result -> result.check().id()).collect(Collectors.joining(", ")));
        }
    }

    private static List<Result> with(Recording recording, Verdict verdict) {
        return recording.path().stream()
                .filter(result -> result.verdict() == verdict)
                .toList();
    }
}
