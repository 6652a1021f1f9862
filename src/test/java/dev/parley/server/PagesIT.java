package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.parley.Installed;
import dev.parley.JsonSchemas;
import dev.parley.ParleyProcess;
import dev.parley.RawSocket;
import dev.parley.TestHttp;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that the server says over plain HTTP. */
class PagesIT extends DeployedWar {
    @Test
    void helloIsTheReplyOfTheWebSocketOverHttp() throws Exception {
        for (HttpResponse<String> hello : List.of(
                TestHttp.get(http("hello")),
                TestHttp.post(http("hello"), "text/plain", "hi"),
                TestHttp.post(http("hello"), "application/octet-stream", "x".repeat(1024 * 1024)))) {
            assertThat(hello.statusCode()).isEqualTo(200);
            assertThat(hello.body()).isEqualTo("hello, i am server");
            assertThat(hello.headers().firstValue("content-type").orElseThrow()).startsWithIgnoringCase("text/plain");
        }
        assertThat(TestHttp.post(http("hello"), "text/plain", "x".repeat(1024 * 1024 + 1))
                        .statusCode())
                .isEqualTo(413);
    }

    @Test
    void helloWithADelayComesThatMuchLater() throws Exception {
        long startNanos = System.nanoTime();
        HttpResponse<String> hello = TestHttp.get(http("hello?delay=700ms"));
        assertThat(System.nanoTime() - startNanos)
                .isGreaterThanOrEqualTo(Duration.ofMillis(700).toNanos());
        assertThat(hello.statusCode()).isEqualTo(200);
        assertThat(hello.body()).isEqualTo("hello, i am server");
        assertThat(hello.headers().firstValue("content-type").orElseThrow()).startsWithIgnoringCase("text/plain");
        assertThat(TestHttp.get(http("hello?delay=0")).body()).isEqualTo("hello, i am server");
        assertThat(TestHttp.post(http("hello?delay=30s"), "text/plain", "hi").body())
                .isEqualTo("hello, i am server");
    }

    @Test
    void helloWithADelayThatIsNotAllowedIs400AndSaysWhatIs() throws Exception {
        for (String delay : List.of("3601s", "5", "-1s", "%3Cb%3E", "")) {
            HttpResponse<String> answer = TestHttp.get(http("hello?delay=" + delay));
            assertThat(answer.statusCode()).as(delay).isEqualTo(400);
            assertThat(answer.body()).isEqualTo("?delay= takes 0 to 1h, like 500ms, 30s or 2m\n");
        }
    }

    @Test
    void helloHoldsNoThreadForADelayAndAtMost1000Answers() throws Exception {
        // As long as it takes to ask, several times over: nothing is answered before all are pending.
        long startNanos = System.nanoTime();
        for (RawSocket raw : askAThousandTimes("0")) {
            assertThat(raw.readToEndAsText()).startsWith("HTTP/1.1 200");
            raw.close();
        }
        long seconds = 6 + 4 * TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
        List<RawSocket> pending = askAThousandTimes(seconds + "s");
        try {
            Awaitility.await("the answer that is one too many")
                    .atMost(Duration.ofSeconds(seconds))
                    .untilAsserted(() -> {
                        HttpResponse<String> answer = TestHttp.get(http("hello?delay=1ms"));
                        assertThat(answer.statusCode()).isEqualTo(503);
                        assertThat(answer.body()).isEqualTo("more than 1000 answers are due, try again later\n");
                    });
            // Nothing else is held up.
            assertThat(TestHttp.get(http("hello")).body()).isEqualTo("hello, i am server");
            for (RawSocket raw : pending) {
                assertThat(raw.awaitInput(Duration.ofSeconds(seconds + 20))).isTrue();
                assertThat(raw.readToEndAsText()).startsWith("HTTP/1.1 200").contains("hello, i am server");
            }
        } finally {
            for (RawSocket raw : pending) {
                raw.close();
            }
        }
        assertThat(TestHttp.get(http("hello?delay=1ms")).statusCode()).isEqualTo(200);
    }

    @Test
    void healthIsOk() throws Exception {
        assertThat(TestHttp.get(http("health")).statusCode()).isEqualTo(200);
        assertThat(TestHttp.get(http("health")).body()).isEqualTo("ok\n");
    }

    @Test
    void statusTellsWhatRunsHereAndWithWhichSettings() throws Exception {
        HttpResponse<String> answer = TestHttp.get(http("status"));
        assertThat(answer.headers().firstValue("content-type").orElseThrow()).startsWith("application/json");
        JsonSchemas.assertValid("status", answer.body());
        JsonObject status = JsonParser.parseString(answer.body()).getAsJsonObject();
        assertThat(status.get("version").getAsString()).isEqualTo(System.getProperty("project.version"));
        assertThat(status.get("container").getAsString()).isNotBlank();
        assertThat(status.get("java").getAsString()).matches("\\d+\\..*");
        assertThat(status.getAsJsonObject("settings").get("max-connections").getAsString())
                .isEqualTo("250");
        assertThat(status.getAsJsonObject("settings").has("http-idle-timeout")).isFalse();
    }

    @Test
    void countsAreThoseOfWhatHappened() throws Exception {
        awaitOpen(0);
        Map<String, Double> before = metrics();
        try (TestSocket socket = TestSocket.open(ws("echo"))) {
            assertThat(socket.send("é€").next()).isEqualTo(new Text("é€"));
            socket.send(new byte[1000]).next();
            assertThat(metrics().get("parley_connections_open")).isEqualTo(1);
            JsonObject status =
                    JsonParser.parseString(TestHttp.get(http("status")).body()).getAsJsonObject();
            assertThat(status.getAsJsonObject("connections").get("open").getAsInt())
                    .isEqualTo(1);
            socket.sendClose(4711, "").next();
        }
        awaitOpen(0);
        assertGrew(before, "parley_connections_opened_total{path=\"/echo\"}", 1);
        assertGrew(before, "parley_connections_closed_total{code=\"4xxx\"}", 1);
        assertGrew(before, "parley_messages_received_total{path=\"/echo\",type=\"text\"}", 1);
        assertGrew(before, "parley_messages_received_total{path=\"/echo\",type=\"binary\"}", 1);
        assertGrew(before, "parley_messages_sent_total{path=\"/echo\",type=\"text\"}", 1);
        assertGrew(before, "parley_messages_sent_total{path=\"/echo\",type=\"binary\"}", 1);
        assertGrew(before, "parley_received_bytes_total{path=\"/echo\"}", 1005);
        assertGrew(before, "parley_sent_bytes_total{path=\"/echo\"}", 1005);
        assertGrew(before, "parley_reply_latency_seconds_count{path=\"/echo\"}", 2);
        assertGrew(before, "parley_reply_latency_seconds_bucket{path=\"/echo\",le=\"120.0\"}", 2);
        assertGrew(before, "parley_send_failures_total{path=\"/echo\"}", 0);
    }

    @Test
    void metricsAreReadByPrometheusOwnTool(@TempDir Path folder) throws Exception {
        Path promtool = Path.of("/usr/bin/promtool");
        Installed.orSkip("prometheus", promtool);
        try (TestSocket socket = TestSocket.open(ws("ws"))) {
            socket.send("hi").next();
        }
        HttpResponse<String> metrics = TestHttp.get(http("metrics"));
        assertThat(metrics.headers().firstValue("content-type").orElseThrow())
                .matches("(?i)text/plain; ?version=0\\.0\\.4; ?charset=utf-8");
        Path file = Files.writeString(folder.resolve("metrics"), metrics.body());
        ProcessBuilder check = new ProcessBuilder(promtool.toString(), "check", "metrics").redirectInput(file.toFile());
        try (ParleyProcess process = ParleyProcess.start(check)) {
            assertThat(process.awaitExit())
                    .as("%s%s", process.out(), process.err())
                    .isZero();
            assertThat(process.err()).as("complaints about names").isEmpty();
        }
    }

    @Test
    void plainRequestForAWebSocketPathIsToldHowToReachIt() throws Exception {
        for (String path : List.of("ws", "echo", "delay/5s", "request")) {
            HttpResponse<String> answer = TestHttp.get(http(path));
            assertThat(answer.statusCode()).isEqualTo(426);
            assertThat(answer.headers().firstValue("upgrade")).contains("websocket");
            assertThat(answer.body()).contains("is a WebSocket endpoint").contains("ws://");
        }
    }

    @Test
    void everyPageHasTheHeadersThatMakeItSafe() throws Exception {
        for (String path : List.of("", "parley.js", "hello", "health", "metrics", "status", "ws", "nothing-here")) {
            HttpResponse<String> answer = TestHttp.get(http(path));
            assertThat(answer.headers().firstValue("x-content-type-options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(answer.headers().firstValue("referrer-policy")).as(path).contains("no-referrer");
            assertThat(answer.headers().firstValue("content-security-policy").orElseThrow())
                    .contains("default-src 'none'", "frame-ancestors 'none'");
        }
    }

    @Test
    void pageThatIsNotThereTellsNothingOfTheInsideAndReflectsNothing() throws Exception {
        HttpResponse<String> answer = TestHttp.get(http("%3Cscript%3Ealert(1)%3C/script%3E"));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .isEqualTo("404 nothing is here; try /, /hello, /health, /metrics, /status, or with a WebSocket client "
                        + "/ws, /echo, /delay/{duration}, /push/{interval}, /close/{code}, /bytes/{count},"
                        + " /fragments/{count}, /ping/{interval}, /silent, /request\n");
        assertThat(TestHttp.post(http("health"), "text/plain", "").statusCode()).isEqualTo(405);
    }

    @Test
    void traceDoesNotSendBackWhatCame() throws IOException {
        URI uri = http("hello");
        try (RawSocket raw = RawSocket.open(uri)) {
            raw.write(
                    "TRACE " + uri.getPath() + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Secret: s3cret\r\n\r\n");
            assertThat(raw.readToEndAsText()).startsWith("HTTP/1.1 4").doesNotContain("s3cret");
        }
    }

    private List<RawSocket> askAThousandTimes(String delay) throws IOException {
        URI uri = http("hello");
        List<RawSocket> asked = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            RawSocket raw = RawSocket.open(uri);
            asked.add(raw);
            raw.write("GET " + uri.getPath() + "?delay=" + delay + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        }
        return asked;
    }

    private void assertGrew(Map<String, Double> before, String sample, double by) throws IOException {
        assertThat(metrics().get(sample) - before.getOrDefault(sample, 0.0))
                .as(sample)
                .isEqualTo(by);
    }
}
