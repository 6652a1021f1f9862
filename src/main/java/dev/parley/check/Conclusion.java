package dev.parley.check;

import dev.parley.check.Contrast.Origin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A recording in a few sentences: whether it works, what does not, and what to do first. */
final class Conclusion {
    /** What has to work before one can say that WebSocket does. */
    private static final Set<Check> BASICS = EnumSet.of(Check.REACH, Check.HANDSHAKE, Check.MESSAGES);

    private final Recording recording;
    private final List<String> sentences = new ArrayList<>();

    private Conclusion(Recording recording) {
        this.recording = recording;
    }

    /** Returns the sentences as one line. */
    static String of(Recording recording) {
        return String.join(" ", sentences(recording));
    }

    /** Returns the sentences, at least one. */
    static List<String> sentences(Recording recording) {
        Conclusion conclusion = new Conclusion(recording);
        if (recording.interrupted()) {
            conclusion.sentences.add("Interrupted: this covers what was done by then.");
        }
        if (recording.verdict() == Verdict.SKIPPED) {
            conclusion.sentences.add("Nothing was checked.");
        } else {
            conclusion.whetherItWorks();
            conclusion.whatIsMissing();
            conclusion.whoseItIs();
            conclusion.whatToDoFirst();
        }
        return conclusion.sentences;
    }

    private void whetherItWorks() {
        StringBuilder text = new StringBuilder();
        List<Result> failed = with(Verdict.FAILED);
        List<Result> warnings = with(Verdict.WARNING);
        if (failed.stream().anyMatch(result -> BASICS.contains(result.check()))) {
            text.append("WebSocket does not work on this path: ");
        } else if (recording.verdict() == Verdict.UNFINISHED) {
            text.append("Whether WebSocket works on this path is not known: ");
        } else if (isOk(Check.HANDSHAKE) && isOk(Check.MESSAGES)) {
            text.append("WebSocket works on this path")
                    .append(
                            !failed.isEmpty()
                                    ? ", but not all of it: "
                                    : !warnings.isEmpty() ? ", within limits: " : ": ");
        } else {
            // Not all of it was asked for, or not all was done.
            text.append("Of what was checked, ");
        }
        if (!failed.isEmpty()) {
            text.append(ids(failed)).append(" failed, ");
        }
        if (!warnings.isEmpty()) {
            text.append(ids(warnings)).append(warnings.size() == 1 ? " has a warning, " : " have warnings, ");
        }
        counts(text, failed.isEmpty() && warnings.isEmpty());
        sentences.add(text.append('.').toString());
    }

    private void counts(StringBuilder text, boolean allWell) {
        int ok = with(Verdict.OK).size();
        int skipped = with(Verdict.SKIPPED).size();
        String are = ok == 1 ? " is ok" : " are ok";
        if (ok == recording.path().size()) {
            text.append(ok == 1 ? "the one check" : "all " + ok + " checks").append(are);
        } else if (ok == 0) {
            text.append("nothing is ok");
        } else {
            text.append(ok)
                    .append(" of ")
                    .append(recording.path().size())
                    .append(allWell ? " checks" : "")
                    .append(are);
        }
        if (skipped > 0) {
            text.append(", ").append(skipped).append(skipped == 1 ? " was skipped" : " were skipped");
        }
    }

    private void whatIsMissing() {
        List<Result> unfinished =
                recording.path().stream().filter(result -> !result.finished()).toList();
        if (!unfinished.isEmpty() && !recording.interrupted()) {
            sentences.add("There was no time to finish " + ids(unfinished) + ".");
        }
    }

    private void whoseItIs() {
        List<Contrast> contrasts = Contrast.of(recording);
        origin(contrasts, Origin.PATH, "Due to the hop in between");
        origin(contrasts, Origin.SERVER, "Due to the server itself");
        origin(contrasts, Origin.BOTH, "Due to both");
    }

    private void origin(List<Contrast> contrasts, Origin origin, String whose) {
        List<Result> results = contrasts.stream()
                .filter(contrast -> contrast.origin() == origin)
                .map(Contrast::path)
                .toList();
        if (!results.isEmpty()) {
            sentences.add(whose + ": " + ids(results) + ".");
        }
    }

    private void whatToDoFirst() {
        Verdict worst = recording.verdict();
        recording.path().stream()
                .filter(result -> worst != Verdict.OK && result.verdict() == worst)
                .flatMap(result -> result.findings().stream())
                .filter(finding ->
                        finding.verdict() == worst && !finding.remedy().isBlank())
                .findFirst()
                .ifPresent(finding -> sentences.add("To do first: " + finding.remedy()));
    }

    private boolean isOk(Check check) {
        Result result = recording.of(check);
        return result != null && (result.verdict() == Verdict.OK || result.verdict() == Verdict.WARNING);
    }

    private List<Result> with(Verdict verdict) {
        return recording.path().stream()
                .filter(result -> result.verdict() == verdict)
                .toList();
    }

    private static String ids(List<Result> results) {
        List<String> ids = results.stream().map(result -> result.check().id()).toList();
        return ids.size() == 1
                ? ids.get(0)
                : ids.stream().limit(ids.size() - 1L).collect(Collectors.joining(", ")) + " and "
                        + ids.get(ids.size() - 1);
    }
}
