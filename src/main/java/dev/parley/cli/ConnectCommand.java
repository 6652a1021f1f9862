package dev.parley.cli;

import dev.parley.connect.Connect;
import dev.parley.connect.ConnectSettings;
import dev.parley.connect.ConnectSettings.Pings;
import dev.parley.connect.ConnectSettings.Reconnect;
import dev.parley.connect.Wait;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that runs a session with a WebSocket server, for a person at a prompt or for a script. */
@Command(
        name = "connect",
        header = "Talk to a WebSocket server, at a prompt or in a script.",
        customSynopsis = "java -jar parley.jar connect URL [OPTIONS]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  connect localhost:8080/ws                       a prompt; /help shows its commands",
            "  connect ws://localhost:8080/ws -x hi -w 1       send, print one reply, end",
            "  seq 1000 | connect localhost:8080/echo -w 1000  one message per line, one reply per line",
            "  connect wss://example.com/feed -w close         listen until the server closes",
            "  connect wss://example.com/ws --bearer @token.txt --json | jq .",
            "",
            "Messages go to stdout, everything else to stderr. Without a terminal there is no prompt: each line of stdin is a"
                    + " message. More in docs/connect.md.",
            "Exit codes: 0 worked, 1 what -w waits for did not come, 2 wrong usage, 3 no connection, 4 no WebSocket there, 5 ended"
                    + " abnormally, with messages not sent, or what came could not be written, 130 interrupted."
        })
final class ConnectCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Url url;

    /** Where to connect, in either spelling. */
    static final class Url {
        @Parameters(
                arity = "0..1",
                paramLabel = "URL",
                description = "Where to connect: ws://, wss://, or host:port for ws://.")
        private String positional;

        @Option(
                names = {"-c", "--connect"},
                paramLabel = "URL",
                description = "The same, spelled as in wscat.")
        private String option;
    }

    @Option(
            names = {"-w", "--wait"},
            paramLabel = "WHAT",
            converter = Converter.Waiting.class,
            description = {
                "When everything is sent, stay until this many messages have come (3), for a time (2s), until one matches"
                        + " (/done/) or until the server closes (close); default 2s."
            })
    private Wait wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = Converter.Duration.class,
            description = "End this long after the opening, and exit with 1; default 0: no limit.")
    private Duration timeout;

    @Option(
            names = "--ping-interval",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = Converter.Duration.class,
            description = "Ping this often; default 0: never, because pings hide idle timeouts.")
    private Duration pingInterval;

    @Option(
            names = "--ping-timeout",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = Converter.Duration.class,
            description = "Cut the connection if a pong takes longer; default 0: never.")
    private Duration pingTimeout;

    @Option(
            names = "--reconnect",
            arity = "0..1",
            paramLabel = "TRIES",
            fallbackValue = "0",
            description = {
                "Reconnect when the connection is lost, after a pause that doubles each time; give up after this many"
                        + " failures in a row, or never. Unsent messages are sent then."
            })
    private Integer reconnect;

    @Option(
            names = "--reconnect-max",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = Converter.Duration.class,
            description = "The longest pause before a --reconnect; default ${DEFAULT-VALUE}.")
    private Duration reconnectMax;

    @Option(
            names = {"-n", "--no-check"},
            description = "The same as -k, spelled as in wscat.")
    private boolean noCheck;

    @Mixin
    private InputOptions input;

    @Mixin
    private ShowOptions show;

    @Mixin
    private WireOptions wire;

    @Mixin
    private Help help;

    @Override
    public Integer call() throws InterruptedException {
        ConnectSettings settings = WrongUsage.read(this::settings);
        Connect connect = new Connect(
                settings,
                System.in,
                new FileOutputStream(FileDescriptor.out),
                System.err,
                Output.CHARSET,
                show.transcript());
        return Interruption.during(connect::run, connect::interrupt);
    }

    private ConnectSettings settings() {
        boolean prompt = input.isPrompt(show.json());
        WrongUsage.unless(
                !pingInterval.isZero() || pingTimeout.isZero(),
                "--ping-timeout without --ping-interval: nothing is pinged");
        WrongUsage.unless(
                reconnect == null || reconnect >= 0,
                "--reconnect " + reconnect + " is out of range: give 0 (no end) or more");
        if (noCheck) {
            wire.trustAnyone();
        }
        return new ConnectSettings(
                wire.settings(url.option == null ? url.positional : url.option, true),
                input.settings(prompt),
                show.settings(prompt),
                wait == null ? Wait.DEFAULT : wait,
                timeout,
                new Pings(pingInterval, pingTimeout),
                reconnect == null ? null : new Reconnect(reconnect, reconnectMax));
    }
}
