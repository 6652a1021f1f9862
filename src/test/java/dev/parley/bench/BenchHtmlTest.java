package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchHtmlTest {
    private final Recording recording = Recordings.uniform();

    @Test
    void pageHasItsChartsAndNeedsNothingFromElsewhere() {
        String page = BenchHtml.of(recording, Recordings.verdicts(recording, "p(99)<50ms"), null);
        assertThat(page)
                .contains("<h2>Latency over time</h2>", "<h2>Latency by percentile</h2>", "<h2>Messages a second</h2>")
                .contains("<h2>Open connections</h2>")
                .contains("✗ p(99)&lt;50ms was 99.0 ms")
                .contains("<td>p99</td><td>99.02</td><td>49.51</td>")
                .doesNotContainPattern("(src|href)=|<script|url\\(|@import");
    }

    @Test
    void whatTheServerSaidIsNoMarkup() {
        assertThat(BenchHtml.of(recording, List.of(), null))
                .contains("connection 2 got 3 bytes '&lt;b&gt;' for 64 bytes '0'")
                .doesNotContain("<b>'");
    }

    @Test
    void searchShowsItsSteps() {
        RateSearch search = new RateSearch(List.of(Threshold.parse("p99<99.5ms"), Threshold.parse("errors<9")), 100);
        search.judge(recording);
        assertThat(BenchHtml.of(recording, List.of(), search))
                .contains("The highest rate that kept p99&lt;99.5ms and errors&lt;9: 100/s.")
                .contains("<tr><td>100/s</td><td>100/s</td><td>50.00</td><td>99.02</td><td>yes</td></tr>");
    }

    @Test
    void recordingWithoutAReplyHasAPageToo() {
        Recording nothing = new Recording();
        nothing.add(Recordings.about(false, 0));
        assertThat(BenchHtml.of(nothing, List.of(), null)).contains("<h1>Load on ws://127.0.0.1:8080/echo</h1>");
    }
}
