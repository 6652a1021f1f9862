package dev.parley.check;

import dev.parley.check.knowledge.Citation;
import dev.parley.check.knowledge.Configuration;
import dev.parley.check.knowledge.Fact;
import dev.parley.core.Printable;
import dev.parley.report.Paint;
import dev.parley.report.Paint.Colour;
import dev.parley.report.Wrapping;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what a recording holds, for a person at a terminal who has not read the RFC. */
public final class CheckText {
    /** The most differing figures that are listed; the report for machines has them all. */
    static final int MOST_FIGURES = 8;

    private static final int LEAST_COLUMNS = 80;
    private static final int MOST_COLUMNS = 100;

    /** Where what follows a verdict begins. */
    private static final int INDENT = 9;

    /** How wide {@code through the path} is, and what stands beside it. */
    private static final int SIDE_COLUMNS = 18;

    /** How wide {@code to change it} is, and what stands beside it. */
    private static final int LABEL_COLUMNS = 14;

    private final StringBuilder text = new StringBuilder(4_000);
    private final Function<String, Fact> facts;
    private final Paint paint;
    private final int columns;

    private CheckText(Function<String, Fact> facts, boolean colour, int columns) {
        this.facts = facts;
        this.paint = new Paint(colour);
        this.columns = Math.max(LEAST_COLUMNS, Math.min(columns, MOST_COLUMNS));
    }

    /**
     * Returns the report, with a line break at its end.
     *
     * @param facts looks a fact up by its id; may return null
     * @param colour whether to colour with ANSI escapes
     * @param columns how wide the terminal is; lines are never made for less than 80 or more than 100
     */
    public static String of(Recording recording, Function<String, Fact> facts, boolean colour, int columns) {
        CheckText report = new CheckText(facts, colour, columns);
        report.head(recording);
        List<Contrast> contrasts = Contrast.of(recording);
        boolean apart = true;
        for (int i = 0; i < recording.path().size(); i++) {
            Result result = recording.path().get(i);
            boolean large = !contrasts.isEmpty() || !result.findings().isEmpty();
            if (apart || large) {
                report.line("");
            }
            apart = large;
            List<Result> alike = contrasts.isEmpty() ? skippedAlike(recording.path(), i) : List.of();
            if (alike.size() > 1) {
                report.skipped(alike);
                i += alike.size() - 1;
            } else {
                report.block(result, contrasts.isEmpty() ? null : contrasts.get(i));
            }
        }
        report.line("");
        report.put(0, "", Colour.NONE, 0, Conclusion.of(recording));
        return report.text.toString();
    }

    /** Returns what there is on one check, without colours. */
    static String of(Result result, Contrast contrast, Function<String, Fact> facts) {
        CheckText report = new CheckText(facts, false, MOST_COLUMNS);
        report.block(result, contrast);
        return report.text.toString();
    }

    /** Returns those from here on that were skipped for the same reason. */
    private static List<Result> skippedAlike(List<Result> results, int from) {
        Result first = results.get(from);
        return results.subList(from, results.size()).stream()
                .takeWhile(
                        one -> one.verdict() == Verdict.SKIPPED && one.summary().equals(first.summary()))
                .toList();
    }

    private void skipped(List<Result> alike) {
        String titles = alike.stream().map(one -> one.check().title()).collect(Collectors.joining(", "));
        put(
                0,
                String.format("%-" + INDENT + "s", Verdict.SKIPPED),
                colour(Verdict.SKIPPED),
                INDENT,
                titles + ": " + alike.get(0).summary());
    }

    private void head(Recording recording) {
        line(Printable.show(recording.url()));
        if (recording.baselineUrl() != null) {
            line("directly: " + Printable.show(recording.baselineUrl()));
        }
        if (!recording.hops().isEmpty()) {
            put(0, "seen on the path: ", Colour.NONE, 2, String.join("; ", recording.hops()));
        }
    }

    private void block(Result result, Contrast contrast) {
        String title = result.check().title();
        String word = String.format("%-" + INDENT + "s", result.verdict());
        if (contrast == null) {
            put(0, word, colour(result.verdict()), INDENT, title + ": " + result.summary());
        } else {
            put(0, word, colour(result.verdict()), INDENT, title);
            sides(contrast);
            figures(contrast);
        }
        result.details().forEach(detail -> put(INDENT, "- ", Colour.NONE, 2, detail));
        result.findings().forEach(finding -> finding(finding, "", result));
        if (contrast != null) {
            contrast.findingsOfDirectAlone().forEach(finding -> finding(finding, "directly: ", contrast.direct()));
        }
    }

    private void figures(Contrast contrast) {
        List<Differing> figures = contrast.notableFigures();
        figures.stream().limit(MOST_FIGURES).forEach(figure -> put(INDENT + 2, "", Colour.NONE, 2, figure.sentence()));
        if (figures.size() > MOST_FIGURES) {
            line(" ".repeat(INDENT) + "  and " + (figures.size() - MOST_FIGURES) + " more figures, which the JSON has");
        }
    }

    private void sides(Contrast contrast) {
        if (contrast.isSaidOnce()) {
            side("both ways", contrast.path());
            if (contrast.path().verdict().compareTo(Verdict.OK) <= 0) {
                return;
            }
        } else {
            side("directly", contrast.direct());
            side("through the path", contrast.path());
        }
        put(INDENT, "", Colour.NONE, 0, contrast.sentence());
    }

    private void side(String name, Result result) {
        put(
                INDENT,
                String.format("%-" + SIDE_COLUMNS + "s", name),
                Colour.FAINT,
                SIDE_COLUMNS,
                result == null ? "not checked" : result.verdict() + ": " + result.summary());
    }

    private void finding(Finding finding, String where, Result of) {
        boolean said =
                where.isEmpty() && of.findings().size() == 1 && finding.seen().equals(of.summary());
        if (!said) {
            String word = finding.verdict() == Verdict.OK
                    ? "to know"
                    : finding.verdict().toString();
            put(INDENT, word + ": ", colour(finding.verdict()), 2, where + finding.seen());
        }
        int indent = said ? INDENT : INDENT + 2;
        label(indent, "means", finding.meaning());
        for (int i = 0; i < finding.suspects().size(); i++) {
            label(
                    indent,
                    i == 0 ? "looks like" : "  or like",
                    finding.suspects().get(i));
        }
        label(indent, "to change it", finding.remedy());
        finding.configurations().forEach(configuration -> configuration(indent, configuration));
        finding.facts()
                .forEach(id -> label(indent, "source", Citation.of(id, facts).text()));
    }

    private void configuration(int indent, Configuration configuration) {
        label(indent, "", configuration.hop() + ", in " + configuration.where() + ":");
        for (String line : configuration.lines()) {
            // To be copied: never wrapped.
            line(" ".repeat(indent + LABEL_COLUMNS + 2) + Printable.show(line));
        }
    }

    private void label(int indent, String name, String value) {
        if (!value.isBlank()) {
            put(indent, String.format("%-" + LABEL_COLUMNS + "s", name), Colour.FAINT, LABEL_COLUMNS, value);
        }
    }

    private static Colour colour(Verdict verdict) {
        return switch (verdict) {
            case SKIPPED -> Colour.FAINT;
            case OK -> Colour.GREEN;
            case UNFINISHED, WARNING -> Colour.YELLOW;
            case FAILED -> Colour.RED;
        };
    }

    /**
     * Adds wrapped text.
     *
     * @param indent of all lines
     * @param begin what the first line begins with
     * @param colour of that
     * @param hanging how much deeper the other lines are
     */
    private void put(int indent, String begin, Colour colour, int hanging, String words) {
        List<String> lines = Wrapping.of(Printable.show(words), columns - indent - Math.max(begin.length(), hanging));
        line(" ".repeat(indent) + paint.on(begin, colour) + lines.get(0));
        lines.stream().skip(1).forEach(more -> line(" ".repeat(indent + hanging) + more));
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
