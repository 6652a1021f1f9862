package dev.parley.check;

import java.time.Instant;
import java.util.List;

/**
 * What all checks came to, of one URL and perhaps of a baseline beside it.
 *
 * @param url what was checked
 * @param started when
 * @param nanos how long it took
 * @param path the results of the URL, in reading order
 * @param baselineUrl the same server without the hop in question, or null
 * @param baseline the results of that, in the same order; empty without one
 * @param hops who was seen on the path, in no certain order, as clauses
 * @param interrupted whether it was ended before all checks were done
 */
public record Recording(
        String url,
        Instant started,
        long nanos,
        List<Result> path,
        String baselineUrl,
        List<Result> baseline,
        List<String> hops,
        boolean interrupted) {
    /** Copies the lists. */
    public Recording {
        path = List.copyOf(path);
        baseline = List.copyOf(baseline);
        hops = List.copyOf(hops);
    }

    /** Returns the worst verdict of the URL; that is not {@code OK} if there was no time to see whether messages come through. */
    public Verdict verdict() {
        Result messages = of(Check.MESSAGES);
        Verdict least = messages != null && !messages.finished() ? Verdict.UNFINISHED : Verdict.SKIPPED;
        return path.stream().map(Result::verdict).reduce(least, Verdict::or);
    }

    /** Returns the result of a check, or null if it was not asked for. */
    public Result of(Check check) {
        return find(path, check);
    }

    /** Returns the baseline's result of a check, or null if there is none. */
    public Result baselineOf(Check check) {
        return find(baseline, check);
    }

    private static Result find(List<Result> results, Check check) {
        return results.stream()
                .filter(result -> result.check() == check)
                .findFirst()
                .orElse(null);
    }
}
