package dev.parley.check;

import dev.parley.check.knowledge.Citation;
import dev.parley.check.knowledge.Configuration;
import dev.parley.check.knowledge.Fact;
import dev.parley.core.Figures;
import dev.parley.core.Html;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Says what a recording holds as a page that needs nothing else, to be attached to a ticket. */
public final class CheckHtml {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The worst first, as what is to be done comes first. */
    private static final List<Verdict> VERDICTS = List.of(Verdict.FAILED, Verdict.WARNING, Verdict.OK, Verdict.SKIPPED);

    private final StringBuilder html = new StringBuilder(20_000);
    private final Recording recording;
    private final Function<String, Fact> facts;

    private CheckHtml(Recording recording, Function<String, Fact> facts) {
        this.recording = recording;
        this.facts = facts;
    }

    /**
     * Returns the page.
     *
     * @param facts looks a fact up by its id; may return null
     */
    public static String of(Recording recording, Function<String, Fact> facts) {
        CheckHtml page = new CheckHtml(recording, facts);
        page.head();
        page.tiles();
        List<Contrast> contrasts = Contrast.of(recording);
        for (int i = 0; i < recording.path().size(); i++) {
            page.card(recording.path().get(i), contrasts.isEmpty() ? null : contrasts.get(i));
        }
        return Html.page(
                "check " + recording.url(),
                Html.base() + Html.style(CheckHtml.class, "check.css"),
                page.html.toString());
    }

    private void head() {
        element("h1", "", recording.url());
        element(
                "p",
                "faint",
                TIME.format(recording.started()) + ", in " + Figures.time(recording.nanos())
                        + (recording.baselineUrl() == null
                                ? ""
                                : "; beside it, as baseline, directly: " + recording.baselineUrl()));
        html.append("<div class=\"conclusion\">\n");
        Conclusion.sentences(recording).forEach(sentence -> element("p", "", sentence));
        html.append("</div>\n");
        if (!recording.hops().isEmpty()) {
            html.append("<p class=\"faint\">Seen on the path:</p>\n<ul class=\"hops\">\n");
            recording.hops().forEach(hop -> element("li", "", hop));
            html.append("</ul>\n");
        }
    }

    private void tiles() {
        html.append("<div class=\"tiles\">\n");
        for (Verdict verdict : VERDICTS) {
            long count = recording.path().stream()
                    .filter(result -> result.verdict() == verdict)
                    .count();
            html.append("<div class=\"tile")
                    .append(count == 0 ? "" : " " + verdict)
                    .append("\"><b>")
                    .append(count)
                    .append("</b><span>")
                    .append(verdict)
                    .append("</span></div>\n");
        }
        html.append("</div>\n");
    }

    private void card(Result result, Contrast contrast) {
        html.append("<section class=\"card check ")
                .append(result.verdict())
                .append("\" id=\"")
                .append(result.check().id())
                .append("\">\n<h2>");
        badge(result.verdict());
        html.append(Html.escape(result.check().title())).append("</h2>\n");
        if (contrast == null) {
            element("p", "summary", result.summary());
        } else {
            sides(contrast);
        }
        list("details", result.details());
        result.findings().forEach(finding -> finding(finding, "", result));
        if (contrast != null) {
            contrast.findingsOfDirectAlone().forEach(finding -> finding(finding, "directly: ", contrast.direct()));
        }
        html.append("</section>\n");
    }

    private void sides(Contrast contrast) {
        if (contrast.isSaidOnce()) {
            element("p", "summary", "both ways: " + contrast.path().summary());
        } else {
            html.append("<div class=\"sides\">\n");
            side("directly", contrast.direct());
            side("through the path", contrast.path());
            html.append("</div>\n");
        }
        if (!contrast.isSaidOnce() || contrast.path().verdict().compareTo(Verdict.OK) > 0) {
            element("p", "contrast", contrast.sentence());
        }
        list(
                "figures",
                contrast.notableFigures().stream().map(Differing::sentence).toList());
    }

    private void side(String name, Result result) {
        html.append("<div class=\"side\"><span class=\"faint\">").append(name).append("</span> ");
        if (result == null) {
            html.append("not checked");
        } else {
            badge(result.verdict());
            html.append(Html.escape(result.summary()));
        }
        html.append("</div>\n");
    }

    private void finding(Finding finding, String where, Result of) {
        html.append("<div class=\"finding ").append(finding.verdict()).append("\">\n");
        if (!where.isEmpty() || of.findings().size() > 1 || !finding.seen().equals(of.summary())) {
            html.append("<h3>");
            badge(finding.verdict());
            html.append(Html.escape(where + finding.seen())).append("</h3>\n");
        }
        html.append("<dl>\n");
        row("means", finding.meaning());
        for (int i = 0; i < finding.suspects().size(); i++) {
            row(i == 0 ? "looks like" : "or like", finding.suspects().get(i));
        }
        row("to change it", finding.remedy());
        html.append("</dl>\n");
        finding.configurations().forEach(this::configuration);
        finding.facts().forEach(this::source);
        html.append("</div>\n");
    }

    private void row(String name, String value) {
        if (!value.isBlank()) {
            element("dt", "", name);
            element("dd", "", value);
        }
    }

    private void configuration(Configuration configuration) {
        html.append("<figure>");
        element("figcaption", "", configuration.hop() + ", in " + configuration.where());
        html.append("<pre>");
        configuration.lines().forEach(line -> html.append(Html.escape(line)).append('\n'));
        html.append("</pre></figure>\n");
    }

    private void source(String id) {
        Citation citation = Citation.of(id, facts);
        html.append("<p class=\"source\">source: ");
        // A link to anything else may run a script.
        if (citation.source().startsWith("https://") || citation.source().startsWith("http://")) {
            String url = Html.escape(citation.source());
            html.append("<a rel=\"noreferrer\" href=\"")
                    .append(url)
                    .append("\">")
                    .append(url)
                    .append("</a> ");
        } else {
            html.append(Html.escape(citation.source())).append(' ');
        }
        html.append("<span class=\"faint\">")
                .append(Html.escape(id + (citation.about().isEmpty() ? "" : ": " + citation.about())))
                .append("</span></p>\n");
    }

    private void list(String style, List<String> lines) {
        if (!lines.isEmpty()) {
            html.append("<ul class=\"").append(style).append("\">\n");
            lines.forEach(line -> element("li", "", line));
            html.append("</ul>\n");
        }
    }

    private void badge(Verdict verdict) {
        html.append("<span class=\"badge ")
                .append(verdict)
                .append("\">")
                .append(verdict)
                .append("</span> ");
    }

    private void element(String name, String style, String text) {
        html.append('<')
                .append(name)
                .append(style.isEmpty() ? "" : " class=\"" + style + "\"")
                .append('>')
                .append(Html.escape(text))
                .append("</")
                .append(name)
                .append(">\n");
    }
}
