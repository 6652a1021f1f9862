package dev.parley.cli;

import dev.parley.core.ServerSettings;
import dev.parley.core.Setting;
import dev.parley.core.SettingSources;
import dev.parley.serve.ConsoleLog;
import dev.parley.serve.ServeSettings;
import dev.parley.serve.StandaloneServer;
import java.io.IOException;
import java.net.InetAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Does once, with a server of its own on a free port of loopback, what the commands do most: {@code bin/parley} has the JVM
 * note which classes that takes, and archives them.
 */
final class Rehearsal {
    private static final Pattern PORT = Pattern.compile("WebSocket ws://[^ ]*:(\\d+)/ws");

    private Rehearsal() {}

    public static void main(String[] args) throws IOException {
        ConsoleLog.install(Output.CHARSET);
        SettingSources defaults = new SettingSources(none -> null, none -> null, none -> null);
        StandaloneServer server = new StandaloneServer(new ServeSettings(
                InetAddress.getLoopbackAddress(),
                0,
                "/",
                defaults.read(Setting.HTTP_IDLE_TIMEOUT),
                ServerSettings.read(defaults)));
        server.start();
        try {
            Matcher port = PORT.matcher(server.urls());
            if (!port.find()) {
                throw new IllegalStateException("no port in: " + server.urls());
            }
            String ws = "ws://127.0.0.1:" + port.group(1) + "/ws";
            run("serve", "--help");
            run("client", ws, "--count", "1");
            run("connect", ws, "-x", "hi", "-w", "1", "--proxy", "none");
            run("connect", ws, "-x", "hi", "-w", "1", "--proxy", "none", "-v", "--json");
            run("bench", ws, "-c", "2", "--messages", "20", "--proxy", "none");
            // No TLS there, but up to that answer all of it is needed.
            run("connect", ws.replaceFirst("ws", "wss"), "-x", "hi", "--proxy", "none");
        } finally {
            server.stop();
        }
        System.exit(0);
    }

    private static void run(String... args) {
        Main.commandLine(args).execute(args);
    }
}
