package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckJsonTest {
    @Test
    void everythingOfTheRecordingIsThere() {
        JsonObject all = json(Recordings.ill());
        assertThat(all.keySet())
                .containsExactly(
                        "url",
                        "started",
                        "seconds",
                        "interrupted",
                        "verdict",
                        "conclusion",
                        "hops",
                        "checks",
                        "baseline",
                        "differences");
        assertThat(all.get("url").getAsString()).isEqualTo("wss://shop.example/ws");
        assertThat(all.get("started").getAsString()).isEqualTo("2026-11-24T09:30:00Z");
        assertThat(all.get("seconds").getAsDouble()).isEqualTo(63);
        assertThat(all.get("verdict").getAsString()).isEqualTo("failed");
        assertThat(all.get("baseline").isJsonNull()).isTrue();
        assertThat(all.getAsJsonArray("differences")).isEmpty();
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
                {"id":"alb-idle","hop":"AWS ALB","setting":null,\
                "source":"https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",\
                "confidence":"medium"}]}],"figures":{"idleSeconds":60.04},"seconds":60.5}""");
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
                "figures":[{"name":"idleSeconds","direct":null,"path":60.04},\
                {"name":"heldSeconds","direct":120,"path":null}]}""");
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
                {"none":null,"many":null,"within":{"a":[1,"b",true]},"at":"2026-11-24T09:30:00Z"}""");
    }

    @Test
    void textOfAnEnemyStaysText() {
        String enemy = "\u001b[31m\"<script>\u009b\u202e";
        String json = CheckJson.of(Recordings.hostile(enemy), Recordings::fact);
        assertThat(json).doesNotContain("\u001b", "\u009b", "\u202e");
        JsonObject all = JsonParser.parseString(json).getAsJsonObject();
        assertThat(all.get("interrupted").getAsBoolean()).isTrue();
        assertThat(all.getAsJsonArray("hops").get(0).getAsString()).isEqualTo(enemy);
    }

    private static JsonObject json(Recording recording) {
        return JsonParser.parseString(CheckJson.of(recording, Recordings::fact)).getAsJsonObject();
    }
}
