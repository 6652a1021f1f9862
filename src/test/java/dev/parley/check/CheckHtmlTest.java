package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.check.knowledge.Fact;
import dev.parley.core.Printable;
import org.junit.jupiter.api.Test;

class CheckHtmlTest {
    @Test
    void everyCheckAndFindingIsThere() {
        String page = page(Recordings.ill());
        for (Result result : Recordings.ill().path()) {
            assertThat(page).contains("id=\"" + result.check().id() + "\"", escaped(result.summary()));
            for (String detail : result.details()) {
                assertThat(page).contains("<li>" + escaped(detail) + "</li>");
            }
            for (Finding finding : result.findings()) {
                assertThat(page)
                        .contains(escaped(finding.seen()), "<dd>" + escaped(finding.meaning()) + "</dd>")
                        .contains("<dd>" + escaped(finding.remedy()) + "</dd>");
                for (String suspect : finding.suspects()) {
                    assertThat(page).contains("<dd>" + escaped(suspect) + "</dd>");
                }
            }
        }
        assertThat(page)
                .contains("<title>check wss://shop.example/ws</title>", "<h1>wss://shop.example/ws</h1>")
                .contains("<p class=\"faint\">2026-11-24 09:30:00 UTC, in 63.0 s</p>")
                .contains("<div class=\"tile failed\"><b>1</b><span>failed</span></div>")
                .contains("<div class=\"tile warning\"><b>2</b><span>warning</span></div>")
                .contains("<h2><span class=\"badge warning\">warning</span>\nIdle</h2>")
                .contains("<figcaption>nginx, in the location block of the WebSocket</figcaption>")
                .contains("<pre>\nlocation /ws {\n    proxy_read_timeout 1h;\n}\n</pre>")
                .contains("<a rel=\"noreferrer\" href=\"https://nginx.org/en/docs/http/websocket.html\">")
                .contains("<span class=\"faint\">tomcat-buffer</span>");
    }

    @Test
    void baselineStandsBeside() {
        assertThat(page(Recordings.beside()))
                .contains("beside it, as baseline, directly: ws://10.0.0.5:8080/ws")
                .contains("<div class=\"side\"><span class=\"faint\">directly</span> <span class=\"badge ok\">ok</span>"
                        + "\nstill open after 120 s of silence</div>")
                .contains("<div class=\"side\"><span class=\"faint\">through the path</span>"
                        + " <span class=\"badge warning\">warning</span>\nended after 60.0 s of silence</div>")
                .contains(
                        "<p class=\"contrast\">ok directly, warning through the path: the hop in between does this, not"
                                + " the server</p>")
                .contains("<li>held seconds: 120 directly, none through the path</li>");
    }

    @Test
    void pageRunsNoScriptAndLoadsNothing() {
        assertThat(page(Recordings.ill()))
                .contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"")
                .doesNotContainPattern("src=|<script|url\\(|@import|\\son\\w+=|style=\"");
    }

    @Test
    void textOfAnEnemyIsNoMarkup() {
        String page = page(Recordings.hostile("\u001b\"'<script>&"));
        assertThat(page).doesNotContain("<script", "\u001b");
        for (String place : "f m l r s d".split(" ")) {
            assertThat(page).contains("\\u001b\"'&lt;script&gt;&amp; " + place + "<");
        }
        assertThat(page).contains("<figcaption>hop \\u001b\"'&lt;script&gt;&amp;, in where");
    }

    @Test
    void sourceThatIsNoPageIsNoLink() {
        String page = CheckHtml.of(
                Recordings.ill(),
                id -> new Fact(
                        id, "nginx", false, "idle", "60", "s", null, "", "x", "y", "javascript:alert(1)", "high"));
        assertThat(page).contains("source:\njavascript:alert(1)\n<span").doesNotContain("href");
    }

    /** Returns text as it stands between tags. */
    private static String escaped(String text) {
        return Printable.show(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String page(Recording recording) {
        return CheckHtml.of(recording, Recordings::fact);
    }
}
