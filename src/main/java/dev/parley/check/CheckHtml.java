package dev.parley.check;

import dev.parley.check.knowledge.Fact;
import dev.parley.report.Html;
import java.util.function.Function;

/** Says what a recording holds as a page that needs nothing else, to be attached to a ticket. */
public final class CheckHtml {
    private CheckHtml() {}

    /**
     * Returns the page.
     *
     * @param facts looks a fact up by its id; may return null
     */
    public static String of(Recording recording, Function<String, Fact> facts) {
        return Html.of(out -> JtepageGenerated.render(out, null, recording, facts));
    }
}
