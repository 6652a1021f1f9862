package dev.parley.cli;

import dev.parley.client.HelloClient;
import dev.parley.client.HelloSettings;
import java.lang.ref.Reference;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that runs the once-a-second loop, until the count is reached, the connection ends or Ctrl-C. */
@Command(
        name = "client",
        header = "Send a message every second, wait for the reply and print it.",
        customSynopsis = "java -jar parley.jar client [URL] [OPTIONS]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  client                                   until Ctrl-C",
            "  client wss://example.com/ws --count 3    three replies, then exit 0",
            "  client --count 1 --timeout 5s            a health check: 0 only if a reply came",
            "",
            "Replies go to stdout as 'client recv: …', everything else to stderr. Ctrl-C closes with 1000.",
            "Exit codes: 0 worked, 1 no reply in time, 2 wrong usage, 3 no connection, 4 no WebSocket there,",
            "5 the connection ended before the count or not with 1000, 130 interrupted."
        })
final class ClientCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            defaultValue = "ws://127.0.0.1:8080/ws",
            description = "Where to connect, ws:// or wss://; default ${DEFAULT-VALUE}.")
    private String url;

    @Option(
            names = "--message",
            paramLabel = "TEXT",
            defaultValue = "hi i am client",
            description = "What to send; default '${DEFAULT-VALUE}'.")
    private String message;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "1s",
            converter = Converter.Duration.class,
            description = "From one message to the next: 500ms 1s 2m 1h; default ${DEFAULT-VALUE}.")
    private Duration interval;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "0",
            description = "Close after N replies; default 0: never.")
    private long count;

    @Option(names = "--binary", description = "Send the message as binary.")
    private boolean binary;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = Converter.Duration.class,
            description = "Give up when a reply takes longer; default 0: wait, and say so every 10s.")
    private Duration timeout;

    @Mixin
    private Help help;

    @Override
    public Integer call() {
        if (count < 0) {
            throw new WrongUsage("--count " + count + " is out of range: give 0 (no end) or more");
        }
        HelloSettings settings = new HelloSettings(checkedUrl(), message, interval, count, binary, timeout);
        // What Tyrus and Grizzly log with stack traces, the client says in one line. Held as long as it runs, or
        // java.util.logging would forget the level.
        Logger tyrus = Logger.getLogger("org.glassfish");
        tyrus.setLevel(Level.OFF);
        HelloClient client = new HelloClient(settings, System.out, System.err);
        try {
            return Interruption.during(client::run, client::interrupt);
        } finally {
            Reference.reachabilityFence(tyrus);
        }
    }

    private URI checkedUrl() {
        try {
            URI uri = new URI(url);
            boolean webSocket = "ws".equalsIgnoreCase(uri.getScheme()) || "wss".equalsIgnoreCase(uri.getScheme());
            if (webSocket && uri.getHost() != null && uri.getFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new WrongUsage(
                "'" + url + "' is not a WebSocket URL: give one like ws://127.0.0.1:8080/ws or wss://example.com/ws");
    }
}
