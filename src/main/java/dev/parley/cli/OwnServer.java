package dev.parley.cli;

import dev.parley.core.ServerSettings;
import dev.parley.core.Setting;
import dev.parley.core.SettingSources;
import dev.parley.serve.ServeSettings;
import dev.parley.serve.StandaloneServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server of {@code serve} within this process, with default settings, on a free loopback port. */
final class OwnServer implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("WebSocket ws://[^ ]*:(\\d+)/ws");

    private final StandaloneServer server;
    private final String url;

    private OwnServer(StandaloneServer server, String url) {
        this.server = server;
        this.url = url;
    }

    /** Starts it, and returns when it answers. */
    static OwnServer start() throws IOException {
        SettingSources defaults = new SettingSources(none -> null, none -> null, none -> null);
        StandaloneServer server = new StandaloneServer(new ServeSettings(
                InetAddress.getLoopbackAddress(),
                0,
                "/",
                defaults.read(Setting.HTTP_IDLE_TIMEOUT),
                ServerSettings.read(defaults)));
        server.start();
        Matcher port = PORT.matcher(server.urls());
        if (!port.find()) {
            server.stop();
            throw new IllegalStateException("no port in: " + server.urls());
        }
        return new OwnServer(server, "ws://127.0.0.1:" + port.group(1) + "/ws");
    }

    /** Returns the URL of its {@code /ws}. */
    String url() {
        return url;
    }

    @Override
    public void close() {
        server.stop();
    }
}
