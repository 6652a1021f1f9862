package dev.parley.check;

import dev.parley.check.knowledge.Configuration;
import dev.parley.check.knowledge.Fact;
import dev.parley.report.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Says what a recording holds as one object of JSON, for a program; {@code docs/json.md} explains its names. */
public final class CheckJson {
    private record Document(
            String url,
            Instant started,
            double durationSeconds,
            boolean interrupted,
            String verdict,
            String conclusion,
            List<String> hops,
            List<One> checks,
            Baseline baseline,
            List<Difference> differences) {}

    private record Baseline(String url, List<One> checks) {}

    private record One(
            String check,
            String title,
            String verdict,
            boolean finished,
            String summary,
            List<String> details,
            List<Found> findings,
            Map<String, Object> figures,
            double durationSeconds) {}

    private record Found(
            String verdict,
            String seen,
            String meaning,
            List<String> suspects,
            String remedy,
            List<Configuration> configurations,
            List<Source> facts) {}

    /** Where a fact is written; of one that is not known there is the id alone. */
    private record Source(String id, String hop, String setting, String source, String confidence) {}

    private record Difference(
            String check, String direct, String path, String origin, String sentence, List<Differing> figures) {}

    private CheckJson() {}

    /**
     * Returns the object.
     *
     * @param facts looks a fact up by its id; may return null
     */
    public static String of(Recording recording, Function<String, Fact> facts) {
        return Json.document(new Document(
                recording.url(),
                recording.started(),
                Times.seconds(recording.nanos()),
                recording.interrupted(),
                recording.verdict().toString(),
                Conclusion.of(recording),
                recording.hops(),
                checks(recording.path(), facts),
                recording.baselineUrl() == null
                        ? null
                        : new Baseline(recording.baselineUrl(), checks(recording.baseline(), facts)),
                recording.baselineUrl() == null ? null : differences(recording)));
    }

    private static List<One> checks(List<Result> results, Function<String, Fact> facts) {
        return results.stream().map(result -> one(result, facts)).toList();
    }

    private static One one(Result result, Function<String, Fact> facts) {
        return new One(
                result.check().id(),
                result.check().title(),
                result.verdict().toString(),
                result.finished(),
                result.summary(),
                result.details(),
                result.findings().stream().map(finding -> found(finding, facts)).toList(),
                result.figures(),
                Times.seconds(result.nanos()));
    }

    private static Found found(Finding finding, Function<String, Fact> facts) {
        return new Found(
                finding.verdict().toString(),
                finding.seen(),
                finding.meaning(),
                finding.suspects(),
                finding.remedy(),
                finding.configurations(),
                finding.facts().stream().map(id -> source(id, facts.apply(id))).toList());
    }

    private static Source source(String id, Fact fact) {
        return fact == null
                ? new Source(id, null, null, null, null)
                : new Source(id, fact.hop(), fact.setting(), fact.source(), fact.confidence());
    }

    private static List<Difference> differences(Recording recording) {
        return Contrast.of(recording).stream()
                .filter(Contrast::isNotable)
                .map(contrast -> new Difference(
                        contrast.check().id(),
                        contrast.direct() == null
                                ? null
                                : contrast.direct().verdict().toString(),
                        contrast.path().verdict().toString(),
                        contrast.origin().toString(),
                        contrast.sentence(),
                        contrast.figures()))
                .toList();
    }
}
