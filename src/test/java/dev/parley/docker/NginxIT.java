package dev.parley.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.Installed;
import dev.parley.ParleyProcess;
import dev.parley.Ports;
import dev.parley.TestHttp;
import dev.parley.TestSocket;
import dev.parley.TestSocket.Binary;
import dev.parley.TestSocket.Closed;
import dev.parley.TestSocket.Lost;
import dev.parley.TestSocket.Text;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the nginx configuration of {@code docker/} for real, with its addresses changed to loopback. */
class NginxIT {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");

    @TempDir
    private Path folder;

    private ParleyProcess server;
    private ParleyProcess nginx;
    private int port;

    @BeforeEach
    void startServer() {
        Installed.orSkip("nginx-light", NGINX);
        server = ParleyProcess.serve();
    }

    @AfterEach
    void stopAll() {
        if (nginx != null) {
            nginx.terminate().awaitExit();
            nginx.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void messagesPassInBothTypesAndAnySize() throws IOException {
        startNginx(configuration());
        byte[] mebibyte = new byte[1024 * 1024];
        mebibyte[4711] = 1;
        try (TestSocket hello = TestSocket.open(ws("ws"));
                TestSocket echo = TestSocket.open(ws("echo"))) {
            assertThat(hello.send("hi").next()).isEqualTo(new Text("hello, i am server"));
            assertThat(echo.send("in ", "fragments").next()).isEqualTo(new Text("in fragments"));
            assertThat(echo.send(mebibyte).next()).isEqualTo(new Binary(ByteBuffer.wrap(mebibyte)));
        }
    }

    @Test
    void closeCodeAndReasonPass() throws IOException {
        startNginx(configuration());
        try (TestSocket socket = TestSocket.open(ws("close/4321?reason=bye"))) {
            assertThat(socket.send("go").next()).isEqualTo(new Closed(4321, "bye"));
        }
        try (TestSocket socket = TestSocket.open(ws("ws"))) {
            assertThat(socket.sendClose(4001, "bye").next()).isEqualTo(new Closed(4001, "bye"));
        }
    }

    @Test
    void pageAndClientWorkThroughIt() throws Exception {
        startNginx(configuration());
        assertThat(TestHttp.get(URI.create("http://127.0.0.1:" + port + "/")).body())
                .contains("<title>Parley");
        try (ParleyProcess client = ParleyProcess.parley("client", ws("ws").toString(), "--count", "1")) {
            assertThat(client.awaitExit()).isZero();
            assertThat(client.out()).containsExactly("client recv: hello, i am server");
        }
    }

    @Test
    void readTimeoutIsLongerThanAnHourAndIsTheOneThatCounts() throws IOException {
        Matcher timeout = Pattern.compile("proxy_read_timeout (\\d+)s;").matcher(configuration());
        assertThat(timeout.find()).isTrue();
        assertThat(Integer.parseInt(timeout.group(1))).isGreaterThan(3600);
        startNginx(configuration().replace(timeout.group(), "proxy_read_timeout 1s;"));
        try (TestSocket socket = TestSocket.open(ws("ws"))) {
            assertThat(socket.send("hi").next()).isEqualTo(new Text("hello, i am server"));
            assertThat(socket.next()).isInstanceOfAny(Lost.class, Closed.class);
        }
    }

    @Test
    void withoutTheUpgradeHeadersThereIsNoWebSocket() throws IOException {
        startNginx(configuration().replaceAll("proxy_set_header (Upgrade|Connection) [^;]*;", ""));
        try (ParleyProcess client = ParleyProcess.parley("client", ws("ws").toString())) {
            assertThat(client.awaitExit()).isEqualTo(4);
            assertThat(client.err())
                    .singleElement()
                    .asString()
                    .contains(
                            "the server answered HTTP 426, a WebSocket endpoint answers 101; does a proxy on the way pass on the Upgrade");
        }
    }

    private String configuration() throws IOException {
        return Files.readString(Path.of("docker/nginx.conf"));
    }

    private URI ws(String path) {
        return URI.create("ws://127.0.0.1:" + port + "/" + path);
    }

    private void startNginx(String configuration) throws IOException {
        port = Ports.free();
        Path file = folder.resolve("nginx.conf");
        Files.writeString(
                file,
                configuration
                        .replace(
                                "server parley:8080;", "server " + server.ws("").getAuthority() + ";")
                        .replace("listen 8080;", "listen 127.0.0.1:" + port + ";")
                        .replace("/tmp/", folder + "/"));
        nginx = ParleyProcess.start(new ProcessBuilder(
                NGINX.toString(), "-p", folder.toString(), "-c", file.toString(), "-g", "daemon off;"));
        Ports.awaitListening(port);
    }
}
