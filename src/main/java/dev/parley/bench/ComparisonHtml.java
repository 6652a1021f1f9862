package dev.parley.bench;

import dev.parley.bench.ComparisonBars.Bar;
import dev.parley.bench.ComparisonBars.Chart;
import dev.parley.bench.ComparisonRecording.Way;
import dev.parley.bench.ComparisonTable.Row;
import dev.parley.bench.ComparisonTable.Section;
import java.util.List;
import java.util.Locale;

/** Writes a recording as one page that needs nothing else: for a screen, light or dark, wide or narrow, and for paper. */
public final class ComparisonHtml {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --paper: #fff; --line: #d8dee4;
              --strong: #0b5cad; --light: #9cc4ec; }
            @media (prefers-color-scheme: dark) {
              :root { --ink: #e6edf3; --soft: #9aa5b1; --paper: #12161b; --line: #30363d; --strong: #5aa7f0; --light: #2b5c8c; }
            }
            @media print {
              :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --line: #bbb; --strong: #0b5cad;
                --light: #9cc4ec; }
              figure, tbody, section { break-inside: avoid; }
              rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
            }
            * { box-sizing: border-box; }
            body { margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem; background: var(--paper); color: var(--ink);
              font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
            h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
            h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
            p { margin: 0 0 .75rem; max-width: 46rem; }
            .soft, figcaption small { color: var(--soft); font-size: .875rem; font-weight: normal; }
            .charts { display: grid; gap: 1.5rem 2.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
            figure { margin: 0; }
            figcaption { font-weight: 600; margin-bottom: .5rem; }
            figcaption small { display: block; }
            .bar { margin: 0 0 .5rem; font-size: .875rem; }
            .bar div { display: flex; justify-content: space-between; gap: 1rem; }
            .bar b { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
            svg { display: block; width: 100%; height: .75rem; }
            .a { fill: var(--strong); } .b { fill: var(--light); }
            .scroll { overflow-x: auto; }
            table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .6rem; text-align: right; white-space: nowrap; }
            th:first-child { text-align: left; padding-left: 0; font-weight: normal; position: sticky; left: 0;
              background: var(--paper); }
            thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; }
            tbody tr:first-child th { font-weight: 600; padding-top: .75rem; border-bottom: 1px solid var(--line); }
            @media (max-width: 36rem) {
              table { font-size: .75rem; }
              th, td { padding: .25rem .3rem; white-space: normal; }
            }
            ul { padding-left: 1.2rem; margin: 0; }
            """;

    private ComparisonHtml() {}

    /** Returns the page. */
    public static String write(ComparisonRecording recording) {
        ComparisonTable table = new ComparisonTable(recording);
        StringBuilder page = new StringBuilder(16 * 1024);
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"
                        + " style-src 'unsafe-inline'\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escaped("HTTP and WebSocket at " + recording.base()))
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>HTTP and WebSocket, the same exchange</h1>\n");
        paragraph(
                page,
                "soft",
                "GET " + recording.http() + " and messages to " + recording.webSocket() + ": "
                        + ComparisonFigures.count(recording.count())
                        + " exchanges in each way one after another, and as many "
                        + recording.concurrency() + " at a time.");
        if (recording.interrupted()) {
            paragraph(page, "", "Interrupted: this is what there was by then.");
        }
        page.append("<h2>What it means</h2>\n");
        ComparisonSentences.of(recording).forEach(sentence -> paragraph(page, "", sentence));
        page.append("<h2>In pictures</h2>\n<div class=\"charts\">\n");
        ComparisonBars.of(recording).forEach(chart -> chart(page, chart));
        page.append("</div>\n<h2>All figures</h2>\n");
        table(page, recording, table);
        list(page, "Left idle, and late replies", table.waiting());
        list(page, "Notes", table.notes());
        return page.append("</body>\n</html>\n").toString();
    }

    private static void chart(StringBuilder page, Chart chart) {
        page.append("<figure><figcaption>")
                .append(escaped(chart.title()))
                .append("<small>")
                .append(escaped(chart.best()))
                .append("</small></figcaption>\n");
        for (Bar bar : chart.bars()) {
            page.append("<div class=\"bar\"><div><span>")
                    .append(escaped(bar.name()))
                    .append("</span><b>")
                    .append(escaped(bar.value()))
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

    private static void table(StringBuilder page, ComparisonRecording recording, ComparisonTable table) {
        page.append("<div class=\"scroll\"><table>\n<thead><tr><th></th>");
        for (Way way : recording.ways()) {
            page.append("<th scope=\"col\">")
                    .append(escaped(way.way().protocol()))
                    .append("<br>")
                    .append(escaped(way.way().connections()))
                    .append("</th>");
        }
        page.append("</tr></thead>\n");
        for (Section section : table.sections()) {
            page.append("<tbody>\n<tr><th scope=\"rowgroup\" colspan=\"")
                    .append(recording.ways().size() + 1)
                    .append("\">")
                    .append(escaped(section.title()))
                    .append("</th></tr>\n");
            for (Row row : section.rows()) {
                page.append("<tr><th scope=\"row\">")
                        .append(escaped(row.name()))
                        .append("</th>");
                row.cells()
                        .forEach(cell ->
                                page.append("<td>").append(escaped(cell)).append("</td>"));
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
        page.append("<section>\n<h2>").append(escaped(title)).append("</h2>\n<ul>\n");
        lines.forEach(line -> page.append("<li>").append(escaped(line)).append("</li>\n"));
        page.append("</ul>\n</section>\n");
    }

    private static void paragraph(StringBuilder page, String style, String text) {
        page.append(style.isEmpty() ? "<p>" : "<p class=\"" + style + "\">")
                .append(escaped(text))
                .append("</p>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
