package dev.parley.compare;

import dev.parley.report.Html;

/** Writes a recording as one page that needs nothing else: for a screen, light or dark, wide or narrow, and for paper. */
public final class CompareHtml {
    private CompareHtml() {}

    /** Returns the page. */
    public static String write(Recording recording) {
        return Html.of(out -> JtepageGenerated.render(out, null, recording, new Table(recording)));
    }
}
