package dev.parley.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.report.Chart.Axis;
import dev.parley.report.Chart.Series;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlTest {
    private static final String ENEMY = "\u001b\"'<script>&";

    @Test
    void textIsEscapedByWhereItStands() {
        Chart chart = chart(ENEMY, List.<double[]>of(new double[] {0, 0}));
        assertThat(Html.of(out -> JtechartGenerated.render(out, null, chart)))
                .contains("aria-label=\"\\u001b&#34;&#39;&lt;script>&amp;\"")
                .contains("<text class=\"name\" x=\"345.6\" y=\"14\">\\u001b\"'&lt;script&gt;&amp;</text>")
                .doesNotContain("<script", "\u001b");
    }

    @Test
    void chartCanBeCutOutOfItsPage() {
        String page = Html.of(out -> JtechartGenerated.render(
                out, null, chart("open", List.of(new double[] {0, 0}, new double[] {5, 2}, new double[] {10, 4}))));
        assertThat(page)
                .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 460 230\"")
                .contains("<path class=\"line s1\" d=\"M64.0 190.0L254.0 110.0L444.0 30.0\"/>")
                .endsWith("</svg>\n");
        assertThat(page).contains("prefers-color-scheme: dark");
    }

    @Test
    void oneValueAloneIsADot() {
        assertThat(Html.of(out ->
                        JtechartGenerated.render(out, null, chart("open", List.<double[]>of(new double[] {5, 2})))))
                .contains("<circle class=\"dot s1\" cx=\"254.0\" cy=\"110.0\" r=\"3\"/>");
    }

    @Test
    void partsOfABarFollowOneAnother() {
        Bar bar = new Bar("HTTP/2", "1 + 2", List.of(0.25, 0.5));
        assertThat(Html.of(out -> JtebarGenerated.render(out, null, bar, "")))
                .contains("<div><span>HTTP/2</span><b>1 + 2</b></div>")
                .contains("<rect x=\"0.00\" width=\"25.00\" height=\"10\"/>")
                .contains("<rect x=\"25.00\" width=\"50.00\" height=\"10\"/>");
    }

    @Test
    void onlyWebAddressesAreLinks() {
        assertThat(Html.isLink("https://nginx.org/")).isTrue();
        assertThat(Html.isLink("http://nginx.org/")).isTrue();
        assertThat(Html.isLink("javascript:alert(1)")).isFalse();
        assertThat(Html.isLink("")).isFalse();
    }

    @Test
    void everyColourHasAValueInLightInTheDarkAndOnPaper() {
        String style = Style.page();
        List<String> used = names(style, "var\\((--[\\w-]+)");
        assertThat(used).isNotEmpty();
        for (String name : used) {
            if (!name.equals("--verdict")) {
                assertThat(names(style, "(" + name + "): #")).as(name).hasSize(3);
            }
        }
    }

    private static List<String> names(String style, String pattern) {
        return Pattern.compile(pattern)
                .matcher(style)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static Chart chart(String name, List<double[]> points) {
        return new Chart(
                "title",
                name,
                Axis.of("seconds", Scale.linear(10), Double::toString),
                Axis.of("ms", Scale.linear(4), Double::toString),
                List.of(new Series(name, points)));
    }
}
