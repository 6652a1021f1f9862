package dev.parley.check.hops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.parley.ParleyProcess;
import dev.parley.Ports;
import dev.parley.TestCertificates;
import dev.parley.connect.GoPeer;
import dev.parley.connect.NodePeer;
import dev.parley.connect.Peer;
import dev.parley.connect.PythonPeer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The hops that {@code check} is tested on: each does what its name says, and nothing else wrong. */
class HopsIT {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    /** The kernel's coarse clock is a tick behind. */
    private static final Duration CLOCKS = Duration.ofMillis(50);

    /** It counts in whole seconds, and looks at its timeouts once a second. */
    private static final Duration SQUIDS_TICK = SECOND.plus(SECOND.dividedBy(2));

    @TempDir
    private static Path folder;

    private static BrokenServer server;
    private static BrokenServer silent;

    @BeforeAll
    static void startServers() {
        server = BrokenServer.right();
        silent = BrokenServer.with(HandshakeFaults::neverAnswers);
    }

    @AfterAll
    static void stopServers() throws IOException {
        server.close();
        silent.close();
        try (DirectoryStream<Path> left = Files.newDirectoryStream(
                Path.of("/dev/shm"), "parleytest" + ProcessHandle.current().pid() + "n*")) {
            assertThat(left).isEmpty();
        }
    }

    @FunctionalInterface
    private interface Start {
        RunningHop inFrontOf(Path folder, int port);
    }

    static Stream<Arguments> rightHops() {
        return Stream.of(
                right("nginx", Nginx::right),
                right("nginx that buffers", Nginx::buffering),
                right("nginx that drops the origin", Nginx::droppingOrigin),
                right("nginx that drops extensions", Nginx::droppingExtensions),
                right("nginx that changes the host", Nginx::changingHost),
                right("HAProxy", Haproxy::right),
                right("Apache httpd", Httpd::right),
                right("Squid", Squid::right));
    }

    private static Arguments right(String name, Start hop) {
        return arguments(name, hop);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rightHops")
    void aRightHopCarriesMessagesPingsAndCloses(String name, Start start) throws IOException {
        try (RunningHop hop = start.inFrontOf(folder, server.port());
                Visitor visitor = Visitor.at(hop.ws("echo"))) {
            assertThat(visitor.send("hi").sees()).isEqualTo("text hi");
            assertThat(visitor.ping("there").sees()).isEqualTo("pong there");
            assertThat(visitor.sendClose(4001).sees()).isEqualTo("close 4001");
            assertThat(visitor.sees()).isEqualTo("FIN");
        }
    }

    static Stream<Arguments> servers() {
        return Stream.of(
                arguments("Node's ws", (Supplier<Peer>) HopsIT::node),
                arguments("Python's websockets", (Supplier<Peer>) PythonPeer::start),
                arguments("Go's gorilla", (Supplier<Peer>) GoPeer::start));
    }

    private static Peer node() {
        try {
            return NodePeer.start();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("servers")
    void aServerThatOthersMadeIsReachedThroughARightHop(String name, Supplier<Peer> start) throws IOException {
        try (Peer peer = start.get();
                RunningHop nginx = Nginx.right(folder, peer.port());
                RunningHop haproxy = Haproxy.right(folder, nginx.port());
                RunningHop httpd = Httpd.right(folder, haproxy.port());
                RunningHop squid = Squid.right(folder, httpd.port());
                Visitor visitor = Visitor.at(squid.ws("echo"))) {
            assertThat(visitor.send("through them all").sees()).isEqualTo("text through them all");
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal("nginx without headers", 426, () -> Nginx.withoutUpgradeHeaders(folder, server.port())),
                refusal("nginx with HTTP/1.0", 426, () -> Nginx.http10(folder, server.port())),
                refusal("nginx, dead server", 502, () -> Nginx.right(folder, Ports.NOBODY)),
                refusal("nginx, silent server", 504, () -> Nginx.withReadTimeout(folder, silent.port(), SECOND)),
                refusal("nginx, unavailable", 503, () -> Nginx.unavailable(folder)),
                refusal("nginx, another path", 404, () -> Nginx.withOtherPath(folder, server.port())),
                refusal("nginx, a page", 200, () -> Nginx.withPageForEverything(folder)),
                refusal("nginx, credentials", 401, () -> Nginx.withCredentials(folder, server.port())),
                refusal("nginx, one host", 421, () -> Nginx.forOneHost(folder, server.port())),
                refusal("HAProxy, dead server", 503, () -> Haproxy.right(folder, Ports.NOBODY)),
                refusal("HAProxy, silent server", 504, () -> Haproxy.withServerTimeout(folder, silent.port(), SECOND)),
                refusal("HAProxy, one origin", 403, () -> Haproxy.forOneOrigin(folder, server.port())),
                refusal("Apache httpd without upgrade", 426, () -> Httpd.withoutUpgrade(folder, server.port())),
                refusal("Apache httpd, dead server", 503, () -> Httpd.right(folder, Ports.NOBODY)),
                refusal("Apache httpd, silent server", 502, () -> Httpd.withTimeout(folder, silent.port(), SECOND)),
                refusal("Squid without upgrade", 426, () -> Squid.withoutUpgrade(folder, server.port())),
                refusal("Squid, dead server", 502, () -> Squid.right(folder, Ports.NOBODY)));
    }

    private static Arguments refusal(String name, int status, Supplier<RunningHop> hop) {
        return arguments(name, status, hop);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("refusals")
    void aWrongHopAnswersWithItsStatus(String name, int status, Supplier<RunningHop> start) throws IOException {
        try (RunningHop hop = start.get()) {
            assertThat(Visitor.answer(hop.ws("echo"), "Origin: https://elsewhere.example"))
                    .startsWith("HTTP/1.1 " + status + " ");
        }
    }

    @Test
    void redirectsSayWhereTo() throws IOException {
        try (RunningHop slash = Nginx.redirectingToSlash(folder, server.port());
                RunningHop other = Nginx.redirectingToOtherPath(folder, server.port());
                RunningHop tls = Nginx.redirectingToTls(folder, other)) {
            assertThat(Visitor.answer(slash.ws("echo")))
                    .startsWith("HTTP/1.1 301 ")
                    .contains("Location: http://127.0.0.1:" + slash.port() + "/echo/\r\n");
            assertThat(Visitor.answer(slash.ws("echo/"))).startsWith("HTTP/1.1 101 ");
            assertThat(Visitor.answer(other.ws("old")))
                    .startsWith("HTTP/1.1 301 ")
                    .contains("Location: /echo\r\n");
            assertThat(Visitor.answer(other.ws("echo"))).startsWith("HTTP/1.1 101 ");
            assertThat(Visitor.answer(tls.ws("echo")))
                    .startsWith("HTTP/1.1 301 ")
                    .contains("Location: https://localhost:" + other.port() + "/echo\r\n");
        }
    }

    @Test
    void whatIsAskedForOpensTheHop() throws IOException {
        try (RunningHop credentials = Nginx.withCredentials(folder, server.port());
                RunningHop host = Nginx.forOneHost(folder, server.port());
                RunningHop origin = Haproxy.forOneOrigin(folder, server.port())) {
            assertThat(Visitor.answer(credentials.ws("echo"), "Authorization: Basic dXNlcjpwYXNz"))
                    .startsWith("HTTP/1.1 101 ");
            assertThat(Visitor.answer(host.ws("echo"), URI.create("ws://parley.example/echo")))
                    .startsWith("HTTP/1.1 101 ");
            assertThat(Visitor.answer(origin.ws("echo"), "Origin: https://parley.example"))
                    .startsWith("HTTP/1.1 101 ");
            assertThat(Visitor.answer(origin.ws("echo"))).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void whatIsDroppedOrChangedDoesNotArrive() throws IOException {
        String offer = "Sec-WebSocket-Extensions: permessage-deflate";
        try (BrokenServer compresses = BrokenServer.with(FrameFaults::compressesToGarbage);
                RunningHop extensions = Nginx.droppingExtensions(folder, compresses.port());
                RunningHop oneOrigin = Haproxy.forOneOrigin(folder, server.port());
                RunningHop origin = Nginx.droppingOrigin(folder, oneOrigin.port());
                RunningHop oneHost = Nginx.forOneHost(folder, server.port());
                RunningHop host = Nginx.changingHost(folder, oneHost.port())) {
            assertThat(Visitor.answer(compresses.ws("echo"), offer)).contains("permessage-deflate");
            assertThat(Visitor.answer(extensions.ws("echo"), offer))
                    .startsWith("HTTP/1.1 101 ")
                    .doesNotContain("permessage-deflate");
            assertThat(Visitor.answer(origin.ws("echo"), "Origin: https://elsewhere.example"))
                    .startsWith("HTTP/1.1 101 ");
            assertThat(Visitor.answer(host.ws("echo"), URI.create("ws://parley.example/echo")))
                    .startsWith("HTTP/1.1 421 ");
        }
    }

    @Test
    void aSilentConnectionEndsWithFinAtTheTimeout() throws Exception {
        try (RunningHop nginx = Nginx.withReadTimeout(folder, server.port(), TIMEOUT);
                RunningHop haproxy = Haproxy.withTunnelTimeout(folder, server.port(), TIMEOUT);
                RunningHop httpd = Httpd.withTimeout(folder, server.port(), TIMEOUT);
                RunningHop squid = Squid.withReadTimeout(folder, server.port(), TIMEOUT);
                RunningHop forward = Squid.forwardWithReadTimeout(folder, TIMEOUT)) {
            Map<String, Future<Duration>> times = Map.of(
                    "nginx", untilFin(Visitor.at(nginx.ws("echo"))),
                    "HAProxy", untilFin(Visitor.at(haproxy.ws("echo"))),
                    "Apache httpd", untilFin(Visitor.at(httpd.ws("echo"))),
                    "Squid", untilFin(Visitor.at(squid.ws("echo"))),
                    "Squid, CONNECT", untilFin(Visitor.through(forward, server.ws("echo"))));
            for (Map.Entry<String, Future<Duration>> time : times.entrySet()) {
                Duration early = time.getKey().startsWith("Squid") ? SQUIDS_TICK : CLOCKS;
                assertThat(time.getValue().get()).as(time.getKey()).isGreaterThanOrEqualTo(TIMEOUT.minus(early));
            }
        }
    }

    /** Measures how long a connection stays open after the last message was sent. */
    private static Future<Duration> untilFin(Visitor visitor) {
        FutureTask<Duration> task = new FutureTask<>(() -> {
            try (visitor) {
                // Before it is sent: what a busy machine takes for it must not make the time shorter than it is.
                long startNanos = System.nanoTime();
                assertThat(visitor.send("hi").sees()).isEqualTo("text hi");
                assertThat(visitor.sees()).isEqualTo("FIN");
                return Duration.ofNanos(System.nanoTime() - startNanos);
            }
        });
        new Thread(task, "parley-test-idle").start();
        return task;
    }

    @Test
    void connectionsOverTheLimitAreRefusedOrHang() throws IOException {
        try (RunningHop even = Nginx.withConnections(folder, server.port(), 32);
                RunningHop odd = Nginx.withConnections(folder, server.port(), 33);
                RunningHop limited = Nginx.limitingConnections(folder, server.port(), 5);
                RunningHop haproxy = Haproxy.withConnections(folder, server.port(), 5);
                RunningHop httpd = Httpd.withWorkers(folder, server.port(), 5)) {
            // RST if the handshake was under way by then.
            assertThat(Visitor.fill(even.ws("echo"), 32)).matches("15, then (RST|FIN)");
            assertThat(Visitor.fill(odd.ws("echo"), 32)).isEqualTo("15, then HTTP/1.1 500 Internal Server Error");
            assertThat(Visitor.fill(limited.ws("echo"), 6))
                    .isEqualTo("5, then HTTP/1.1 503 Service Temporarily Unavailable");
            assertThat(Visitor.fillToSilence(haproxy.ws("echo"), 5)).isEqualTo("5, then nothing");
            assertThat(Visitor.fillToSilence(httpd.ws("echo"), 5)).isEqualTo("5, then nothing");
        }
    }

    @Test
    void squidLetsThroughWhomItShould() throws IOException {
        try (RunningHop open = Squid.forward(folder);
                RunningHop credentials = Squid.forwardWithCredentials(folder);
                RunningHop port443 = Squid.forwardToPort443(folder)) {
            try (Visitor visitor = Visitor.through(open, server.ws("echo"))) {
                assertThat(visitor.send("hi").sees()).isEqualTo("text hi");
            }
            assertThat(Visitor.answerToConnect(credentials, server.ws("echo"))).startsWith("HTTP/1.1 407 ");
            assertThat(Visitor.answerToConnect(port443, server.ws("echo"))).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void certificatesAreTrustedExpiredAndSelfSigned() throws IOException {
        TestCertificates certificates = TestCertificates.in(folder);
        assertThat(connect(certificates, "localhost")).isEqualTo("hi");
        assertThat(connect(certificates, "expired")).contains("certificate is not valid now: NotAfter");
        assertThat(connect(certificates, "elsewhere")).contains("certificate is for another name");
        assertThat(connect(certificates, "selfsigned")).contains("not signed by an authority that is trusted here");
    }

    private static String connect(TestCertificates certificates, String name) {
        try (RunningHop hop = Nginx.tls(folder, server.port(), certificates, name);
                ParleyProcess connect = ParleyProcess.parley(
                        "connect",
                        hop.wss("echo"),
                        "--proxy",
                        "none",
                        "--ca",
                        certificates.file("ca.pem"),
                        "-x",
                        "hi",
                        "-w",
                        "1")) {
            return connect.awaitExit() == 0
                    ? connect.out().get(0)
                    : connect.err().get(0);
        }
    }
}
