package dev.parley.bench;

import dev.parley.report.Html;
import java.util.List;

/** Says what a recording holds as a page, with charts. */
public final class BenchHtml {
    private BenchHtml() {}

    /**
     * Returns the page.
     *
     * @param verdicts of the thresholds, if there are any
     * @param search what was tried, or null
     */
    public static String of(Recording recording, List<Threshold.Verdict> verdicts, RateSearch search) {
        return Html.of(out -> JtepageGenerated.render(out, null, recording, verdicts, search));
    }
}
