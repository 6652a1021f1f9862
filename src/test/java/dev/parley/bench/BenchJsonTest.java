package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.parley.JsonDocuments;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchJsonTest {
    private final Recording recording = Recordings.uniform();

    @Test
    void everythingOfTheRecordingIsThere() {
        JsonObject all = document(recording, Recordings.verdicts(recording, "p(99)<50ms"), null);
        assertThat(all.getAsJsonArray("runs").toString()).isEqualTo("""
                [{"url":"ws://127.0.0.1:8080/echo","load":"100/s on schedule (open load), 10s",\
                "traffic":"text of 64 bytes, echoed","started":"2026-11-24T12:00:00Z"}]""");
        assertThat(all.get("sent").getAsLong()).isEqualTo(1_000);
        assertThat(all.get("replied").getAsLong()).isEqualTo(1_000);
        assertThat(all.get("duration_seconds").getAsDouble()).isEqualTo(10);
        assertThat(all.get("asked_per_second").getAsDouble()).isEqualTo(100);
        assertThat(all.getAsJsonObject("latency_ms").keySet())
                .containsExactly("min", "mean", "p50", "p90", "p99", "p999", "p9999", "max");
        assertThat(all.getAsJsonObject("latency_ms").get("p99").getAsDouble()).isBetween(99.0, 99.1);
        assertThat(all.getAsJsonObject("naive_latency_ms").get("p99").getAsDouble())
                .isBetween(49.5, 49.6);
        assertThat(all.getAsJsonObject("connections").getAsJsonArray("ended").toString())
                .isEqualTo("""
                [{"how":"close 1011","count":1,"least_seconds":6.0,"mean_seconds":6.0,"most_seconds":6.0}]""");
        assertThat(all.getAsJsonObject("errors").get("total").getAsLong()).isEqualTo(5);
        assertThat(all.getAsJsonObject("parley").get("cpu_seconds").getAsDouble())
                .isEqualTo(0.5);
        assertThat(all.getAsJsonArray("intervals")).hasSize(10);
        assertThat(all.getAsJsonArray("thresholds").toString()).isEqualTo("""
                [{"threshold":"p(99)<50ms","kept":false,"seen":"99.0 ms"}]""");
        assertThat(all.has("find_rate")).isFalse();
    }

    @Test
    void searchSaysWhatItTried() {
        RateSearch search = new RateSearch(List.of(Threshold.parse("p99<1ms")), 100);
        search.judge(recording);
        JsonObject found = document(recording, List.of(), search).getAsJsonObject("find_rate");
        assertThat(found.keySet()).containsExactly("steps");
        assertThat(found.getAsJsonArray("steps").get(0).toString())
                .startsWith("{\"asked_per_second\":100.0,\"sent_per_second\":100.0,\"latency_ms\":{\"p50\":")
                .endsWith("\"kept\":false,\"why\":\"p99<1ms was 99.0 ms\"}");
    }

    @Test
    void recordingWithoutAReplyHasNoLatencies() {
        Recording nothing = new Recording();
        nothing.add(Recordings.about(false, 0));
        Slice silent = new Slice(0);
        silent.toNanos = Recordings.SECOND;
        silent.sent = 3;
        nothing.add(silent);
        JsonObject all = document(nothing, List.of(), null);
        assertThat(all.keySet()).doesNotContain("latency_ms", "naive_latency_ms", "asked_per_second");
        assertThat(all.getAsJsonArray("intervals").get(0).getAsJsonObject().has("latency_ms"))
                .isFalse();
    }

    private static JsonObject document(Recording recording, List<Threshold.Verdict> verdicts, RateSearch search) {
        return JsonDocuments.parse("bench", BenchJson.of(recording, verdicts, search));
    }
}
