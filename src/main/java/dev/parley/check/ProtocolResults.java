package dev.parley.check;

import dev.parley.conformance.Need;
import dev.parley.conformance.Outcome;
import dev.parley.conformance.Outcome.Grade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the cases came to, in words and figures; a pure function of their outcomes. */
final class ProtocolResults {
    private static final String REMEDY =
            "Update the server's WebSocket library. If the latest version does the same, report it to its maintainers:"
                    + " the details give, for each case, what was sent, what was expected and what was seen.";

    private ProtocolResults() {}

    static Judgement of(List<Outcome> outcomes) {
        List<Finding> findings = findings(outcomes);
        return new Judgement(
                findings.stream().map(Finding::verdict).reduce(Verdict.OK, Verdict::or),
                summary(outcomes),
                details(outcomes),
                findings,
                figures(outcomes),
                true);
    }

    private static String summary(List<Outcome> outcomes) {
        StringBuilder summary = new StringBuilder()
                .append(count(outcomes, outcome -> outcome.grade() == Grade.STRICT))
                .append(" of ")
                .append(tried(outcomes))
                .append(" cases handled as RFC 6455 requires");
        append(summary, outcomes, outcome -> outcome.grade() == Grade.TOLERATED, "leniently");
        append(summary, outcomes, Outcome::isAccepted, "wrongly accepted");
        append(summary, outcomes, Outcome::isMishandled, "mishandled although valid");
        append(summary, outcomes, Outcome::isUnanswered, "neither refused nor ignored");
        append(summary, outcomes, outcome -> !outcome.grade().isTried(), "not tried");
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
            details.add("accepted instead of being refused: "
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
                .filter(outcome -> !outcome.grade().isTried())
                .collect(Collectors.groupingBy(Outcome::seen, LinkedHashMap::new, Collectors.counting()));
        reasons.forEach((why, count) -> details.add(count + " not tried: " + why));
        return details;
    }

    private static boolean isOnlyOfCompression(List<Outcome> outcomes) {
        List<Outcome> accepted = outcomes.stream().filter(Outcome::isAccepted).toList();
        return !accepted.isEmpty()
                && accepted.stream().allMatch(outcome -> outcome.row().isInNeedOf(Need.COMPRESSION));
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
                    "One client's broken frames may keep everyone else out, or the server or a hop does not accept this many"
                            + " connections in so short a time.",
                    "Look at the server's log for the time of the check, and see whether it still answers."));
        }
        add(
                findings,
                outcomes,
                Outcome::isMishandled,
                Verdict.FAILED,
                "mishandled although valid",
                "A client that sends this is cut off or gets no answer; whether it sends it depends on its library.");
        add(
                findings,
                // What breaks no more than the rules of an extension is a detail: nobody meets it by chance.
                isOnlyOfCompression(outcomes) ? List.of() : outcomes,
                Outcome::isAccepted,
                Verdict.WARNING,
                "accepted instead of being refused",
                "A peer or a hop that sends this goes unnoticed: broken data reaches the application, and where two parties"
                        + " read the same bytes differently, an attacker can play them off against each other.");
        add(
                findings,
                outcomes,
                Outcome::isUnanswered,
                Verdict.WARNING,
                "neither refused nor ignored",
                "The connection stays open and answers no ping: a client waits until its own timeout.");
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
                    found.size() + " of " + tried(outcomes) + (found.size() == 1 ? " cases was " : " cases were ")
                            + what + ": " + names,
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
        figures.put("not_tried", count(outcomes, outcome -> !outcome.grade().isTried()));
        figures.put("cases", outcomes.stream().map(Outcome::figures).toList());
        return figures;
    }

    private static long tried(List<Outcome> outcomes) {
        return count(outcomes, outcome -> outcome.grade().isTried());
    }

    private static long count(List<Outcome> outcomes, Predicate<Outcome> which) {
        return outcomes.stream().filter(which).count();
    }
}
