package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.parley.Installed;
import dev.parley.JsonDocuments;
import dev.parley.ParleyProcess;
import dev.parley.Ports;
import dev.parley.RawSocket;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.ByteCounter;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares as a user does, with {@code serve} and with nginx in front of it. */
class CompareIT {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final Path OPENSSL = Installed.program("openssl");
    private static final String REPLY = "hello, i am server";

    @TempDir
    private static Path folder;

    private static ParleyProcess serve;

    private record Outcome(int exitCode, List<String> out, List<String> err) {
        JsonObject json() {
            return JsonDocuments.parse("compare", String.join("\n", out));
        }

        JsonObject way(int index) {
            return json().getAsJsonArray("ways").get(index).getAsJsonObject();
        }
    }

    @BeforeAll
    static void startServer() {
        serve = ParleyProcess.serve();
    }

    @AfterAll
    static void stopServer() {
        serve.close();
    }

    @Test
    void tableHasAllWaysAndSaysWhatItMeans() {
        // Long enough for a first request of a client that has just begun, short enough to be seen.
        try (ParleyProcess strict = ParleyProcess.serve("--http-idle-timeout", "4s")) {
            tableHasAllWaysAndSaysWhatItMeans(strict);
        }
    }

    private static void tableHasAllWaysAndSaysWhatItMeans(ParleyProcess serve) {
        String base = serve.http("").toString().replaceFirst("/$", "");
        Outcome outcome = compare(base, "-n", "100", "-c", "4", "--idle", "9s");
        String text = String.join("\n", outcome.out());
        assertThat(outcome.out())
                .startsWith("GET " + base + "/hello and messages to " + serve.ws("ws"))
                .contains("HTTP/2 is not offered: the server does not answer as HTTP/2")
                .anyMatch(line -> line.matches("idle WebSocket: still open after (9|1\\d)\\.\\d s"))
                .anyMatch(line -> line.matches("a reply that takes 9 s, HTTP/1.1: came after (9|1\\d)\\.\\d s"))
                .anyMatch(line -> line.matches("a reply that takes 9 s, WebSocket: came after (9|1\\d)\\.\\d s"));
        assertThat(text)
                .containsPattern("idle HTTP/1.1: closed by the server after [4-8]\\.\\d s \\(FIN\\)")
                .containsPattern("\n  exchanges +100 +100 +not offered +100\n  connections opened +100 +\\d+ +not"
                        + " offered +1\n")
                .containsPattern("\n4 at a time\n  exchanges +100 +100 +not offered +100\n  connections opened +100"
                        + " +\\d+ +not offered +4\n")
                .contains("\nWith a new connection for every request, each waits for the handshake of TCP")
                .contains("\nOn a connection that is open, an exchange over WebSocket saves ")
                .contains("\nLeft idle, the HTTP connection was ended after ");
        assertThat(outcome.err())
                .containsExactly(
                        "warming up",
                        "measuring, in 5 rounds",
                        "watching idle connections and waiting for late replies, 9 s");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void bytesAreThoseOfTheProtocols() {
        Outcome outcome = compare(base(), "-n", "50", "-c", "2", "--idle", "0", "--json");
        JsonObject webSocket = outcome.way(3);
        for (String measured : List.of("one_after_another", "side_by_side")) {
            JsonObject figures = webSocket.getAsJsonObject(measured);
            // A frame: 2 bytes, from a client 4 more for the mask (RFC 6455 section 5.2), and the text.
            assertThat(figures.get("bytes_out_per_exchange").getAsDouble())
                    .isEqualTo(2 + 4 + "hi i am client".length());
            assertThat(figures.get("bytes_in_per_exchange").getAsDouble()).isEqualTo(2 + REPLY.length());
        }
        JsonObject fresh = outcome.way(0).getAsJsonObject("one_after_another");
        String request = "GET /hello HTTP/1.1\r\nHost: " + serve.ws("").getAuthority()
                + "\r\nUser-Agent: parley/" + System.getProperty("project.version")
                + "\r\nAccept: */*\r\nConnection: close\r\n\r\n";
        assertThat(fresh.get("bytes_out_per_exchange").getAsDouble()).isEqualTo(request.length());
        assertThat(fresh.get("connections_opened").getAsInt()).isEqualTo(50);
        assertThat(fresh.get("failed").getAsInt()).isZero();
        JsonObject kept = outcome.way(1).getAsJsonObject("one_after_another");
        assertThat(kept.get("bytes_out_per_exchange").getAsDouble())
                .isEqualTo(request.length() - "Connection: close\r\n".length());
        assertThat(kept.get("connections_opened").getAsInt()).isLessThan(10);
        assertThat(outcome.way(2).get("offered").getAsBoolean()).isFalse();
        assertThat(outcome.json().get("idle_ms").getAsInt()).isZero();
        assertThat(webSocket.has("idle")).isFalse();
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void http2IsComparedWhereItIsOfferedAndTlsIsCounted() throws IOException {
        Installed.orSkip("nginx-light openssl", NGINX, OPENSSL);
        try (Nginx nginx = Nginx.start(" ssl http2;")) {
            Outcome outcome =
                    compare("https://localhost:" + nginx.port(), "-n", "50", "-c", "2", "--idle", "0", "--json", "-k");
            assertThat(outcome.exitCode())
                    .as("%s, nginx: %s", outcome, nginx.process().err())
                    .isZero();
            JsonObject http2 = outcome.way(2);
            assertThat(http2.get("offered").getAsBoolean()).isTrue();
            JsonObject figures = http2.getAsJsonObject("one_after_another");
            assertThat(figures.get("failed").getAsInt()).isZero();
            assertThat(figures.get("connections_opened").getAsInt()).isEqualTo(1);
            // Its headers are compressed, beside those of HTTP/1.1.
            assertThat(figures.get("bytes_out_per_exchange").getAsDouble())
                    .isLessThan(outcome.way(1)
                            .getAsJsonObject("one_after_another")
                            .get("bytes_out_per_exchange")
                            .getAsDouble());
            // A record of TLS has 5 bytes before, and after it a byte of type and 16 of a tag (RFC 8446 section 5.2);
            // Java
            // pads its own by 16 (5.4).
            assertThat(outcome.way(3)
                            .getAsJsonObject("one_after_another")
                            .get("bytes_out_per_exchange")
                            .getAsDouble())
                    .isEqualTo(20 + 5 + 1 + 16 + 16);
            assertThat(outcome.json().getAsJsonArray("sentences").get(0).getAsString())
                    .startsWith(
                            "With a new connection for every request, each waits for the handshake of TCP and of TLS");
            assertThat(StreamSupport.stream(
                                    outcome.json().getAsJsonArray("ways").spliterator(), false)
                            .map(way -> way.getAsJsonObject()
                                    .getAsJsonObject("first_reply")
                                    .get("bytes_in")
                                    .getAsInt()))
                    // A certificate, at least.
                    .allMatch(bytes -> bytes > 800);
        }
    }

    @Test
    void timeoutsOfAProxyOnTheWayAreSeenAndHttp2ThatItDoesNotOffer() throws IOException {
        Installed.orSkip("nginx-light openssl", NGINX, OPENSSL);
        try (Nginx nginx = Nginx.start(" ssl; proxy_read_timeout 4s; keepalive_timeout 4s;")) {
            Outcome outcome = compare("https://localhost:" + nginx.port(), "-n", "20", "-c", "1", "--idle", "9s", "-k");
            assertThat(outcome.exitCode())
                    .as("%s, nginx: %s", outcome, nginx.process().err())
                    .isZero();
            assertThat(outcome.out()).contains("HTTP/2 is not offered: the server does not offer HTTP/2 in TLS (ALPN)");
            assertThat(String.join("\n", outcome.out()))
                    .containsPattern("idle HTTP/1.1: closed by the server after [4-8]\\.\\d s \\(FIN\\)")
                    .containsPattern("idle WebSocket: closed by the server after [4-8]\\.\\d s \\(FIN\\)")
                    .containsPattern("a reply that takes 9 s, HTTP/1.1: HTTP 504, after [4-8]\\.\\d s")
                    .containsPattern("a reply that takes 9 s, WebSocket: the server, or something on the way, ended the"
                            + " connection \\(FIN\\), after [4-8]\\.\\d s");
        }
    }

    @Test
    void refusedConnectionIsOneLineAndExit3() {
        int port = Ports.NOBODY;
        Outcome outcome = compare("127.0.0.1:" + port);
        assertThat(outcome.err())
                .containsExactly("cannot connect to http://127.0.0.1:" + port + "/hello: 127.0.0.1:" + port
                        + " refused the connection");
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(3);
    }

    @Test
    void placeWithoutTheExchangeIsOneLineWithTheRemedy() {
        Outcome outcome = compare(base(), "--hello", "nothing-here");
        assertThat(outcome.err())
                .containsExactly("no reply at " + base()
                        + "/nothing-here: HTTP 404; --hello names a path that answers 200, from the base of the"
                        + " application on");
        assertThat(outcome.exitCode()).isEqualTo(1);
        outcome = compare(base(), "--ws", "health");
        assertThat(outcome.err())
                .containsExactly("no WebSocket at " + serve.ws("health")
                        + ": HTTP 200; --ws names the path, from the base of the application on");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void repliesThatDifferFromTheFirstAreCountedAndExit1() {
        // Each has another time in it.
        Outcome outcome = compare(base(), "--hello", "status", "-n", "20", "-c", "1", "--idle", "0");
        assertThat(String.join("\n", outcome.out()))
                .containsPattern(
                        "HTTP/1.1, kept alive, one after another: \\d+ of 20 replies differ from the first, like '\\{");
        assertThat(outcome.exitCode()).isEqualTo(1);
    }

    @Test
    void serverThatIsFullIsCountedAndExit1() {
        try (ParleyProcess full = ParleyProcess.serve("--max-connections", "3")) {
            Outcome outcome = compare(full.http("").toString(), "-n", "20", "-c", "5", "--idle", "0");
            assertThat(String.join("\n", outcome.out()))
                    .containsPattern("WebSocket, kept open, 5 at a time: \\d+ of 20 failed: HTTP 503");
            assertThat(outcome.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void keptConnectionThatEndsUnderARequestIsOpenedAgain() throws Exception {
        try (ServerSocket listener = RawSocket.listen()) {
            Thread server = new Thread(() -> answerTwiceAndEnd(listener), "parley-test-server");
            server.setDaemon(true);
            server.start();
            Tally tally = tally(listener);
            assertThat(tally.measured().failures()).isEmpty();
            assertThat(tally.measured().wrong()).isZero();
            assertThat(tally.measured().exchanges()).isEqualTo(6);
        }
    }

    @Test
    void pageIsWritten() throws IOException {
        Path page = folder.resolve("comparison.html");
        Outcome outcome = compare(base(), "-n", "10", "-c", "2", "--idle", "0", "--html", page.toString());
        assertThat(outcome.exitCode()).isZero();
        assertThat(Files.readString(page)).startsWith("<!doctype html>").contains("<svg ", "WebSocket");
        outcome = compare(base(), "--html", "/nowhere/comparison.html");
        assertThat(outcome.err())
                .containsExactly(
                        "--html /nowhere/comparison.html cannot be written: there is no folder /nowhere; make it, or give"
                                + " a file elsewhere");
        assertThat(outcome.exitCode()).isEqualTo(5);
    }

    @Test
    void ctrlCPrintsWhatThereIs() {
        try (ParleyProcess compare =
                ParleyProcess.parley("compare", base(), "-n", "20", "-c", "2", "--idle", "1h", "--proxy", "none")) {
            compare.awaitErr("watching idle connections and waiting for late replies, 3600 s");
            assertThat(compare.interrupt().awaitExit()).isEqualTo(130);
            assertThat(compare.out())
                    .contains("Interrupted: this is what there was by then.")
                    .anyMatch(line -> line.matches("  round trip p50( +\\S+ ms){2} +not offered +\\S+ ms"))
                    .anyMatch(line -> line.startsWith("idle WebSocket: still open after "));
        }
    }

    @Test
    void wrongUsageIsOneLine() {
        Outcome outcome = compare(base(), "-n", "0");
        assertThat(outcome.err())
                .containsExactly(
                        "--count 0 is out of range: give 1 to 1000000 (try 'java -jar parley.jar compare --help')");
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    private static String base() {
        return serve.http("").toString().replaceFirst("/$", "");
    }

    private static Outcome compare(String... arguments) {
        ProcessBuilder command = ParleyProcess.command("compare");
        command.command().addAll(List.of(arguments));
        command.command().addAll(List.of("--proxy", "none"));
        try (ParleyProcess compare = ParleyProcess.start(command)) {
            int exitCode = compare.awaitExit(Duration.ofSeconds(90));
            return new Outcome(exitCode, List.copyOf(compare.out()), List.copyOf(compare.err()));
        }
    }

    private static Tally tally(ServerSocket listener) throws InterruptedException {
        Tally tally = new Tally(new AtomicReference<>());
        Plan plan = Plan.of(
                WireSettings.to(WebSocketUrl.parse("127.0.0.1:" + listener.getLocalPort())),
                "hello",
                "ws",
                1,
                1,
                Duration.ZERO);
        try (WireClient client = new WireClient(1)) {
            ExchangeClient kept = new Clients(client, plan).of(Way.KEPT_ALIVE, new ByteCounter());
            new Round(List.of(kept), 6, Duration.ofSeconds(10), tally::add).run(() -> false);
            Group.close(List.of(kept));
        }
        return tally;
    }

    /** Takes a third request on each connection and ends it then, as a server does whose timeout comes just before. */
    private static void answerTwiceAndEnd(ServerSocket listener) {
        while (!listener.isClosed()) {
            try (RawSocket raw = RawSocket.acceptOnly(listener)) {
                for (int i = 0; i < 2; i++) {
                    raw.readHead();
                    raw.write("HTTP/1.1 200 OK\r\nContent-Length: " + REPLY.length() + "\r\n\r\n" + REPLY);
                }
                raw.readHead();
                raw.finish();
            } catch (IOException | AssertionError e) {
                // The client has gone: its last connection carried no third request.
                continue;
            }
        }
    }

    /** nginx in front of {@code serve}, on a port of its own. */
    private record Nginx(ParleyProcess process, int port) implements AutoCloseable {
        private static final int TRIES = 5;

        /** Starts it; what is given stands behind the address to listen on. It cannot choose a port itself: another may be quicker. */
        static Nginx start(String settings) throws IOException {
            writeCertificate();
            for (int i = 0; i < TRIES; i++) {
                int port = Ports.free();
                Path configuration = writeConfiguration("listen 127.0.0.1:" + port + settings);
                ParleyProcess process = ParleyProcess.start(new ProcessBuilder(
                        NGINX.toString(),
                        "-p",
                        folder + "/",
                        "-c",
                        configuration.toString(),
                        "-e",
                        "stderr",
                        "-g",
                        "daemon off;"));
                Awaitility.await("nginx listening, or ended")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> !process.isAlive() || Ports.isListening(port));
                if (process.isAlive()) {
                    return new Nginx(process, port);
                }
                assertThat(process.err()).anyMatch(line -> line.contains("Address already in use"));
                process.close();
            }
            throw new AssertionError("no port free in " + TRIES + " tries");
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private static void writeCertificate() {
        try (ParleyProcess openssl = ParleyProcess.start(new ProcessBuilder(
                        OPENSSL.toString(),
                        "req",
                        "-x509",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-keyout",
                        "key.pem",
                        "-out",
                        "cert.pem")
                .directory(folder.toFile()))) {
            assertThat(openssl.awaitExit())
                    .as("openssl, which said %s", openssl.err())
                    .isZero();
        }
    }

    private static Path writeConfiguration(String settings) throws IOException {
        return Files.writeString(
                folder.resolve("nginx.conf"),
                "pid nginx.pid;\nevents {}\nhttp {\naccess_log off;\nproxy_temp_path proxy;\nclient_body_temp_path body;\n"
                        + "fastcgi_temp_path fastcgi;\nuwsgi_temp_path uwsgi;\nscgi_temp_path scgi;\n"
                        + "proxy_http_version 1.1;\n"
                        + "map $http_upgrade $parley_connection { default upgrade; '' ''; }\n"
                        + "server { " + settings + " ssl_certificate cert.pem; ssl_certificate_key key.pem;"
                        + " ssl_protocols TLSv1.3; proxy_set_header Connection $parley_connection;"
                        + " proxy_set_header Upgrade $http_upgrade; location / { proxy_pass http://"
                        + serve.ws("").getAuthority() + "; } }\n}\n");
    }
}
