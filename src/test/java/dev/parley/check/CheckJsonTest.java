package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.parley.JsonDocuments;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckJsonTest {
    @Test
    void everythingOfTheRecordingIsThere() {
        JsonObject all = json(Recordings.ill());
        assertThat(all.keySet())
                .containsExactly(
                        "schema",
                        "version",
                        "url",
                        "started",
                        "duration_seconds",
                        "interrupted",
                        "verdict",
                        "conclusion",
                        "hops",
                        "checks");
        assertThat(all.get("schema").getAsInt()).isEqualTo(1);
        assertThat(all.get("url").getAsString()).isEqualTo("wss://shop.example/ws");
        assertThat(all.get("started").getAsString()).isEqualTo("2026-11-24T09:30:00Z");
        assertThat(all.get("duration_seconds").getAsDouble()).isEqualTo(63);
        assertThat(all.get("verdict").getAsString()).isEqualTo("failed");
        assertThat(all.getAsJsonArray("hops")).hasSize(2);
        assertThat(all.getAsJsonArray("checks")).hasSize(7);
        assertThat(all.getAsJsonArray("checks").get(6).toString()).isEqualTo("""
                {"check":"idle","title":"Idle","verdict":"warning","finished":true,"summary":"ended after 60.0 s of silence","details":[],\
                "findings":[{"verdict":"warning",\
                "seen":"a silent connection was ended after 60.0 s, with a FIN and no close frame",\
                "meaning":"Whoever sends nothing for a minute is cut off, and sees close code 1006.",\
                "suspects":["nginx, whose proxy_read_timeout is 60 s unless set","an AWS load balancer, idle for 60 s"],\
                "remedy":"Send a ping every 25 s, or raise the timeout.",\
                "configurations":[{"hop":"nginx","topic":"idle","where":"the location block of the WebSocket",\
                "lines":["location /ws {","    proxy_read_timeout 1h;","}"]}],\
                "facts":[{"id":"nginx-read-timeout","hop":"nginx","setting":"proxy_read_timeout",\
                "source":"https://nginx.org/en/docs/http/websocket.html","confidence":"high"},\
                {"id":"alb-idle","hop":"AWS ALB",\
                "source":"https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",\
                "confidence":"medium"}]}],"figures":{"idle_seconds":60.04},"duration_seconds":60.5}""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"well", "ill", "refused", "beside", "interrupted"})
    void documentIsWhatItsSchemaSays(String name) {
        Recording recording = Recordings.named(name);
        assertThat(json(recording).get("verdict").getAsString())
                .isEqualTo(recording.verdict().toString());
    }

    @Test
    void baselineAndDifferencesAreThere() {
        JsonObject all = json(Recordings.beside());
        assertThat(all.getAsJsonObject("baseline").get("url").getAsString()).isEqualTo("ws://10.0.0.5:8080/ws");
        assertThat(all.getAsJsonObject("baseline").getAsJsonArray("checks")).hasSize(7);
        JsonArray differences = all.getAsJsonArray("differences");
        assertThat(differences.get(0).getAsJsonObject().get("check").getAsString())
                .isEqualTo("close");
        assertThat(differences.get(3).toString()).isEqualTo("""
                {"check":"idle","direct":"ok","path":"warning","origin":"path",\
                "sentence":"ok directly, warning through the path: the hop in between does this, not the server",\
                "figures":[{"name":"idle_seconds","path":60.04},\
                {"name":"held_seconds","direct":120}]}""");
    }

    @Test
    void figuresKeepTheirKindsAndAreNeverInvalid() {
        Map<String, Object> figures = Recordings.figures(
                "none",
                null,
                "many",
                Double.POSITIVE_INFINITY,
                "within",
                Map.of("a", List.of(1, "b", true)),
                "at",
                Recordings.STARTED);
        Result result = new Result(Check.SIZES, Verdict.OK, "", List.of(), List.of(), figures, 0);
        assertThat(json(Recordings.recording(false, result))
                        .getAsJsonArray("checks")
                        .get(0)
                        .getAsJsonObject()
                        .get("figures")
                        .toString())
                .isEqualTo("""
                {"within":{"a":[1,"b",true]},"at":"2026-11-24T09:30:00Z"}""");
    }

    @Test
    void textOfAnEnemyStaysText() {
        String enemy = "\u001b[31m\"<script>\u009b\u202e";
        String json = CheckJson.of(Recordings.hostile(enemy), Recordings::fact);
        assertThat(json).doesNotContain("\u001b", "\u009b", "\u202e");
        JsonObject all = JsonDocuments.parse("check", json);
        assertThat(all.get("interrupted").getAsBoolean()).isTrue();
        assertThat(all.getAsJsonArray("hops").get(0).getAsString()).isEqualTo(enemy);
    }

    private static JsonObject json(Recording recording) {
        return JsonDocuments.parse("check", CheckJson.of(recording, Recordings::fact));
    }
}
