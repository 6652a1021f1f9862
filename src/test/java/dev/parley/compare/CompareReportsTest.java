package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.parley.JsonDocuments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Looks at the reports of invented figures. */
class CompareReportsTest {
    @Test
    void textIsTheGoldenOne() throws IOException {
        try (InputStream golden = getClass().getResourceAsStream("comparison.txt")) {
            assertThat(CompareText.write(Recordings.good()))
                    .isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void textSaysWhatFailedAndWhatWasWrong() {
        assertThat(CompareText.write(Recordings.bad("HTTP 503")).lines())
                .contains(
                        "WebSocket, kept open, one after another: 3 of 1,000 failed: HTTP 503",
                        "WebSocket, kept open, one after another: 2 of 1,000 replies differ from the first, like 'bye, i am server'");
        assertThat(Recordings.bad("HTTP 503").isGood()).isFalse();
        assertThat(Recordings.good().isGood()).isTrue();
    }

    @Test
    void textOfWhatWasInterruptedSaysSoAndClaimsNothing() {
        assertThat(CompareText.write(Recordings.empty()))
                .contains("Interrupted: this is what there was by then.")
                .endsWith("\n\nWhat happens to idle connections and to calls that take long was not tried.\n")
                .doesNotContainPattern("NaN|null|Infinity");
    }

    @Test
    void jsonHasTheFiguresInMilliseconds() {
        JsonObject json = JsonDocuments.parse("compare", CompareJson.write(Recordings.good()));
        assertThat(json.get("count").getAsInt()).isEqualTo(1000);
        assertThat(json.get("dns_ms").getAsDouble()).isEqualTo(2.5);
        JsonObject http2 = json.getAsJsonArray("ways").get(2).getAsJsonObject();
        assertThat(http2.get("offered").getAsBoolean()).isFalse();
        assertThat(http2.get("not_offered").getAsString()).isEqualTo("the server does not answer as HTTP/2");
        JsonObject webSocket = json.getAsJsonArray("ways").get(3).getAsJsonObject();
        JsonObject alone = webSocket.getAsJsonObject("one_after_another");
        assertThat(alone.get("bytes_out_per_exchange").getAsDouble()).isEqualTo(20);
        assertThat(alone.getAsJsonObject("round_trip_ms").get("p50").getAsDouble())
                .isEqualTo(0.054);
        assertThat(webSocket.getAsJsonObject("idle").get("closed").getAsBoolean())
                .isFalse();
        JsonObject kept = json.getAsJsonArray("ways").get(1).getAsJsonObject();
        assertThat(kept.getAsJsonObject("idle").get("after_ms").getAsDouble()).isEqualTo(60_000);
        assertThat(kept.getAsJsonObject("late_reply").get("outcome").getAsString())
                .isEqualTo("HTTP 504");
        assertThat(json.getAsJsonArray("sentences")).hasSize(3);
    }

    @Test
    void jsonOfNothingIsValid() {
        JsonObject json = JsonDocuments.parse("compare", CompareJson.write(Recordings.empty()));
        assertThat(json.get("interrupted").getAsBoolean()).isTrue();
        assertThat(json.getAsJsonArray("ways").get(0).getAsJsonObject().has("one_after_another"))
                .isFalse();
    }

    @Test
    void jsonSaysWhatFailedAndWhatWasWrong() {
        JsonObject alone = JsonDocuments.parse("compare", CompareJson.write(Recordings.bad("HTTP 503")))
                .getAsJsonArray("ways")
                .get(3)
                .getAsJsonObject()
                .getAsJsonObject("one_after_another");
        assertThat(alone.getAsJsonArray("failures").toString())
                .isEqualTo("[{\"kind\":\"HTTP 503\",\"count\":3,\"example\":\"HTTP 503\"}]");
        assertThat(alone.get("wrong_example").getAsString()).isEqualTo("bye, i am server");
    }

    @Test
    void reportsOfWhatFailedAltogetherHaveNoFigures() {
        Recording nothing = Recordings.failing(1000);
        assertThat(JsonDocuments.parse("compare", CompareJson.write(nothing))
                        .getAsJsonArray("ways")
                        .get(3)
                        .getAsJsonObject()
                        .getAsJsonObject("one_after_another")
                        .keySet())
                .contains("failed")
                .doesNotContain("bytes_out_per_exchange", "round_trip_ms");
        assertThat(CompareText.write(nothing) + CompareHtml.write(nothing)).doesNotContain("NaN");
    }

    @Test
    void pageNeedsNothingElseAndShowsTheSameFigures() {
        String page = CompareHtml.write(Recordings.good());
        assertThat(page)
                .startsWith("<!doctype html>\n<html lang=\"en\">")
                .contains("<svg ", "@media print", "prefers-color-scheme: dark", "0.054 ms", "not offered")
                .doesNotContainPattern("(?i)<script|<img|<link|url\\(|@import|src=|href=");
        assertThat(CompareHtml.write(Recordings.empty())).doesNotContain("NaN");
    }

    @Test
    void pageEscapesWhatCameFromTheNetwork() {
        assertThat(CompareHtml.write(Recordings.bad("<b onclick=\"x\">&")))
                .contains("&lt;b onclick=\"x\"&gt;&amp;")
                .doesNotContain("<b onclick");
    }
}
