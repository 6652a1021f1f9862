package dev.parley.check;

import dev.parley.check.knowledge.Fact;
import dev.parley.report.Html;
import dev.parley.report.Tile;
import java.util.List;
import java.util.function.Function;

/** Says what a recording holds as a page that needs nothing else, to be attached to a ticket. */
public final class CheckHtml {
    /** The worst first, as what is to be done comes first. */
    private static final List<Verdict> VERDICTS = List.of(Verdict.FAILED, Verdict.WARNING, Verdict.OK, Verdict.SKIPPED);

    private CheckHtml() {}

    /**
     * Returns the page.
     *
     * @param facts looks a fact up by its id; may return null
     */
    public static String of(Recording recording, Function<String, Fact> facts) {
        return Html.of(out -> JtepageGenerated.render(out, null, recording, facts));
    }

    /** Returns how many checks came to each verdict. */
    static List<Tile> tiles(Recording recording) {
        return VERDICTS.stream()
                .map(verdict -> {
                    long count = recording.path().stream()
                            .filter(result -> result.verdict() == verdict)
                            .count();
                    return new Tile(Long.toString(count), verdict.toString(), count == 0 ? "none" : verdict.toString());
                })
                .toList();
    }
}
