package dev.parley.compare;

import dev.parley.compare.Bars.Bar;
import dev.parley.compare.Bars.BarChart;
import dev.parley.compare.Recording.WayOutcome;
import dev.parley.compare.Table.Row;
import dev.parley.compare.Table.Section;
import dev.parley.core.Figures;
import dev.parley.core.Html;
import java.util.List;
import java.util.Locale;

/** Writes a recording as one page that needs nothing else: for a screen, light or dark, wide or narrow, and for paper. */
public final class CompareHtml {
    private CompareHtml() {}

    /** Returns the page. */
    public static String write(Recording recording) {
        Table table = new Table(recording);
        StringBuilder page = new StringBuilder(16 * 1024);
        page.append("<h1>HTTP and WebSocket, the same exchange</h1>\n");
        paragraph(
                page,
                "soft",
                "GET " + recording.http() + " and messages to " + recording.webSocket() + ": "
                        + Figures.count(recording.count())
                        + " exchanges in each way one after another, and as many "
                        + recording.concurrency() + " at a time.");
        if (recording.interrupted()) {
            paragraph(page, "", "Interrupted: this is what there was by then.");
        }
        page.append("<h2>What it means</h2>\n");
        Sentences.of(recording).forEach(sentence -> paragraph(page, "", sentence));
        page.append("<h2>In pictures</h2>\n<div class=\"charts\">\n");
        Bars.of(recording).forEach(chart -> chart(page, chart));
        page.append("</div>\n<h2>All figures</h2>\n");
        table(page, recording, table);
        list(page, "Left idle, and late replies", table.waiting());
        list(page, "Notes", table.notes());
        return Html.page(
                "HTTP and WebSocket at " + recording.base(),
                Html.style(CompareHtml.class, "compare.css"),
                page.toString());
    }

    private static void chart(StringBuilder page, BarChart chart) {
        page.append("<figure><figcaption>")
                .append(Html.escape(chart.title()))
                .append("<small>")
                .append(Html.escape(chart.best()))
                .append("</small></figcaption>\n");
        for (Bar bar : chart.bars()) {
            page.append("<div class=\"bar\"><div><span>")
                    .append(Html.escape(bar.name()))
                    .append("</span><b>")
                    .append(Html.escape(bar.value()))
                    .append("</b></div><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
            double x = 0;
            for (int i = 0; i < bar.parts().size(); i++) {
                double width = 100 * bar.parts().get(i);
                page.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"%s\" x=\"%.2f\" width=\"%.2f\" height=\"10\"/>",
                        i == 0 ? "a" : "b",
                        x,
                        width));
                x += width;
            }
            page.append("</svg></div>\n");
        }
        page.append("</figure>\n");
    }

    private static void table(StringBuilder page, Recording recording, Table table) {
        page.append("<div class=\"scroll\"><table>\n<thead><tr><th></th>");
        for (WayOutcome way : recording.ways()) {
            page.append("<th scope=\"col\">")
                    .append(Html.escape(way.way().protocol()))
                    .append("<br>")
                    .append(Html.escape(way.way().connections()))
                    .append("</th>");
        }
        page.append("</tr></thead>\n");
        for (Section section : table.sections()) {
            page.append("<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"")
                    .append(recording.ways().size() + 1)
                    .append("\">")
                    .append(Html.escape(section.title()))
                    .append("</th></tr>\n");
            for (Row row : section.rows()) {
                page.append("<tr><th scope=\"row\">")
                        .append(Html.escape(row.name()))
                        .append("</th>");
                row.cells()
                        .forEach(cell ->
                                page.append("<td>").append(Html.escape(cell)).append("</td>"));
                page.append("</tr>\n");
            }
            page.append("</tbody>\n");
        }
        page.append("</table></div>\n");
    }

    private static void list(StringBuilder page, String title, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        page.append("<section>\n<h2>").append(Html.escape(title)).append("</h2>\n<ul>\n");
        lines.forEach(line -> page.append("<li>").append(Html.escape(line)).append("</li>\n"));
        page.append("</ul>\n</section>\n");
    }

    private static void paragraph(StringBuilder page, String style, String text) {
        page.append(style.isEmpty() ? "<p>" : "<p class=\"" + style + "\">")
                .append(Html.escape(text))
                .append("</p>\n");
    }
}
