package dev.parley.check;

import dev.parley.conformance.Outcome;
import dev.parley.conformance.Outcome.Grade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Says what the cases came to; a pure function of their outcomes. */
final class ProtocolResults {
    private static final String REMEDY =
            "Update the server's WebSocket library; if the newest one does the same, its makers"
                    + " will want to know: the details say for each case what was sent, what was expected and what was seen.";

    private ProtocolResults() {}

    static Result of(List<Outcome> outcomes, long nanos) {
        List<Finding> findings = findings(outcomes);
        return new Result(
                Check.PROTOCOL,
                findings.stream().map(Finding::verdict).reduce(Verdict.OK, Verdict::or),
                summary(outcomes),
                details(outcomes),
                findings,
                figures(outcomes),
                nanos);
    }

    private static String summary(List<Outcome> outcomes) {
        StringBuilder summary = new StringBuilder()
                .append(count(outcomes, outcome -> outcome.grade() == Grade.STRICT))
                .append(" of ")
                .append(tried(outcomes))
                .append(" cases as RFC 6455 asks");
        append(summary, outcomes, outcome -> outcome.grade() == Grade.TOLERATED, "leniently");
        append(summary, outcomes, Outcome::isAccepted, "wrongly accepted");
        append(summary, outcomes, Outcome::isMishandled, "mishandled though in order");
        append(summary, outcomes, Outcome::isUnanswered, "neither refused nor passed over");
        append(summary, outcomes, outcome -> outcome.grade() == Grade.NOT_TRIED, "not tried");
        return summary.toString();
    }

    private static void append(StringBuilder summary, List<Outcome> outcomes, Predicate<Outcome> which, String words) {
        long count = count(outcomes, which);
        if (count > 0) {
            summary.append(", ").append(count).append(' ').append(words);
        }
    }

    /** Lists what is wrong, the worst first, names what is tolerated, and why something was not tried. */
    private static List<String> details(List<Outcome> outcomes) {
        List<String> details = new ArrayList<>(outcomes.stream()
                .filter(outcome -> outcome.grade() == Grade.WRONG || outcome.grade() == Grade.NO_ANSWER)
                .filter(outcome -> !outcome.isAccepted() || !isOnlyOfCompression(outcomes))
                .sorted(Comparator.comparing(ProtocolResults::rank))
                .map(Outcome::line)
                .toList());
        if (isOnlyOfCompression(outcomes)) {
            details.add("accepted, though it has to be refused: "
                    + outcomes.stream()
                            .filter(Outcome::isAccepted)
                            .map(ProtocolResults::name)
                            .collect(Collectors.joining(", ")));
        }
        String tolerated = outcomes.stream()
                .filter(outcome -> outcome.grade() == Grade.TOLERATED)
                .map(ProtocolResults::name)
                .collect(Collectors.joining(", "));
        if (!tolerated.isEmpty()) {
            details.add("lenient, which does no harm: " + tolerated);
        }
        Map<String, Long> reasons = outcomes.stream()
                .filter(outcome -> outcome.grade() == Grade.NOT_TRIED)
                .collect(Collectors.groupingBy(Outcome::seen, LinkedHashMap::new, Collectors.counting()));
        reasons.forEach((why, count) -> details.add(count + " not tried: " + why));
        return details;
    }

    private static boolean isOnlyOfCompression(List<Outcome> outcomes) {
        List<Outcome> accepted = outcomes.stream().filter(Outcome::isAccepted).toList();
        return !accepted.isEmpty()
                && accepted.stream().allMatch(outcome -> outcome.row().compression());
    }

    private static int rank(Outcome outcome) {
        return outcome.isMishandled() ? 0 : outcome.isAccepted() ? 1 : outcome.isUnanswered() ? 2 : 3;
    }

    private static List<Finding> findings(List<Outcome> outcomes) {
        List<Finding> findings = new ArrayList<>();
        if (outcomes.stream().anyMatch(Outcome::isUnconnected)) {
            findings.add(Finding.of(
                    Verdict.FAILED,
                    "no connection could be opened for " + count(outcomes, Outcome::isUnconnected) + " of the cases",
                    "A client that sends broken frames may keep all others out; or so many connections in a short time are"
                            + " more than the server or a hop takes.",
                    "Look at the server's log for the time of the check, and whether it still serves."));
        }
        add(
                findings,
                outcomes,
                Outcome::isMishandled,
                Verdict.FAILED,
                "were mishandled though they are in order",
                "A client that does this is cut off or gets no answer; which ones do is a matter of their libraries.");
        add(
                findings,
                // What breaks no more than the rules of an extension is a detail: nobody meets it by chance.
                isOnlyOfCompression(outcomes) ? List.of() : outcomes,
                Outcome::isAccepted,
                Verdict.WARNING,
                "were accepted though they have to be refused",
                "A peer or a hop that sends this goes unnoticed: broken data reaches the application, and two parties that"
                        + " read the same bytes in different ways can be played off against each other.");
        add(
                findings,
                outcomes,
                Outcome::isUnanswered,
                Verdict.WARNING,
                "were neither refused nor passed over",
                "The connection stays open and answers no ping: a client waits for as long as its own timeout.");
        return findings;
    }

    private static void add(
            List<Finding> findings,
            List<Outcome> outcomes,
            Predicate<Outcome> which,
            Verdict verdict,
            String what,
            String meaning) {
        List<Outcome> found = outcomes.stream().filter(which).toList();
        if (!found.isEmpty()) {
            String names = found.stream().map(ProtocolResults::name).collect(Collectors.joining(", "));
            findings.add(Finding.of(
                    verdict,
                    found.size() + " of " + tried(outcomes) + " cases " + what + ": " + names,
                    meaning,
                    REMEDY));
        }
    }

    private static String name(Outcome outcome) {
        return outcome.row().id() + " (" + outcome.row().section() + ")";
    }

    private static Map<String, Object> figures(List<Outcome> outcomes) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("strict", count(outcomes, outcome -> outcome.grade() == Grade.STRICT));
        figures.put("tolerated", count(outcomes, outcome -> outcome.grade() == Grade.TOLERATED));
        figures.put("wrong", count(outcomes, outcome -> outcome.grade() == Grade.WRONG));
        figures.put("no_answer", count(outcomes, outcome -> outcome.grade() == Grade.NO_ANSWER));
        figures.put("not_tried", count(outcomes, outcome -> outcome.grade() == Grade.NOT_TRIED));
        figures.put("cases", outcomes.stream().map(Outcome::figures).toList());
        return figures;
    }

    private static long tried(List<Outcome> outcomes) {
        return count(outcomes, outcome -> outcome.grade() != Grade.NOT_TRIED);
    }

    private static long count(List<Outcome> outcomes, Predicate<Outcome> which) {
        return outcomes.stream().filter(which).count();
    }
}
