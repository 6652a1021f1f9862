package dev.parley.cli;

import dev.parley.connect.Connect;
import dev.parley.connect.ConnectSettings;
import dev.parley.connect.ConnectSettings.Input;
import dev.parley.connect.ConnectSettings.Pings;
import dev.parley.connect.ConnectSettings.Reconnect;
import dev.parley.connect.ConnectSettings.Show;
import dev.parley.connect.Encoding;
import dev.parley.connect.Wait;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a session with a WebSocket server, for a person at a prompt or for a script. */
@Command(
        name = "connect",
        header = "Talk to a WebSocket server, at a prompt or in a script.",
        customSynopsis = "java -jar parley.jar connect URL [OPTIONS]",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  connect localhost:8080/ws                       a prompt; /help shows its commands",
            "  connect ws://localhost:8080/ws -x hi -w 1       send, print one reply, end",
            "  seq 1000 | connect localhost:8080/echo -w 1000  a message a line, a reply a line",
            "  connect wss://example.com/feed -w close         listen until the server closes",
            "  connect wss://example.com/ws --bearer @token.txt --json | jq .",
            "",
            "Messages go to stdout, all else to stderr. Without a terminal there is no prompt: each line of",
            "stdin is a message. docs/connect.md tells all.",
            "Exit codes: 0 worked, 1 what -w waits for did not come, 2 wrong usage, 3 no connection, 4 no",
            "WebSocket there, 5 ended abnormally or with messages not sent, 130 interrupted."
        })
final class ConnectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Url url;

    /** Is where to connect, either way. */
    static final class Url {
        @Parameters(
                arity = "0..1",
                paramLabel = "URL",
                description = "Where to connect: ws://, wss://, or host:port for ws://.")
        private String positional;

        @Option(
                names = {"-c", "--connect"},
                paramLabel = "URL",
                description = "The same, as wscat has it.")
        private String option;
    }

    @Option(
            names = {"-x", "--execute"},
            paramLabel = "MESSAGE",
            description = "Send this first; once for each. Then there is neither prompt nor stdin, but with -i.")
    private List<String> messages = new ArrayList<>();

    @Option(
            names = {"-i", "--interactive"},
            description = "Go on with the prompt or stdin after -x and --replay.")
    private boolean interactive;

    @Option(
            names = {"-w", "--wait"},
            paramLabel = "WHAT",
            converter = Converter.Waiting.class,
            description = {
                "When all is sent, stay until so many messages have come (3), for a time (2s), until one matches"
                        + " (/done/) or until the server closes (close); default 2s."
            })
    private Wait wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = Converter.Duration.class,
            description = "End so long after the opening, and exit with 1; default 0: no limit.")
    private Duration timeout;

    @Option(
            names = {"-b", "--binary"},
            description = "Send messages as binary.")
    private boolean binary;

    @Option(
            names = {"-t", "--text"},
            description = "Send messages as text, the default.")
    private boolean text;

    @Option(
            names = "--encoding",
            paramLabel = "hex|base64|raw",
            converter = Converter.Encoded.class,
            description = {
                "How binary messages are written, in and out. raw: all of stdin, cut into messages of --chunk bytes,"
                        + " and replies as they come. Default: in as text, out as hex."
            })
    private Encoding encoding;

    @Option(
            names = "--chunk",
            paramLabel = "SIZE",
            defaultValue = "64KiB",
            converter = Converter.Size.class,
            description = "The length of messages of --encoding raw; default ${DEFAULT-VALUE}.")
    private int chunkBytes;

    @Option(
            names = "--slash",
            negatable = true,
            description = "Take lines that begin with a slash as commands; default at a prompt only.")
    private Boolean slash;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Send what a transcript of --save or --json has sent, at its times.")
    private Path replay;

    @Option(names = "--save", paramLabel = "FILE", description = "Write a transcript: every event a line of JSON.")
    private Path save;

    @Option(names = "--json", description = "Print every event as a line of JSON, in place of messages.")
    private boolean json;

    @Option(
            names = {"-P", "--show-ping-pong"},
            description = "Show pings and pongs, and their round trips.")
    private boolean showPings;

    @Option(names = "--pretty", description = "Lay out messages that are JSON.")
    private boolean pretty;

    @Option(names = "--timestamps", description = "Show when each message came.")
    private boolean timestamps;

    @Option(names = "--rtt", description = "Show each message's time since the message it answers.")
    private boolean roundTrips;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing but what goes wrong.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show every step and the handshake, as curl does.")
    private boolean verbose;

    @Option(names = "--no-color", description = "No colours; the same as the variable NO_COLOR.")
    private boolean noColor;

    @Option(
            names = "--ping-interval",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = Converter.Duration.class,
            description = "Ping so often; default 0: never, because pings hide idle timeouts.")
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
                "Connect again when the connection is lost, after a pause that doubles; at most so often without"
                        + " success, or without end. Messages that were not sent are sent then."
            })
    private Integer reconnect;

    @Option(
            names = "--reconnect-max",
            paramLabel = "DURATION",
            defaultValue = "30s",
            converter = Converter.Duration.class,
            description = "The longest pause of --reconnect; default ${DEFAULT-VALUE}.")
    private Duration reconnectMax;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description =
                    "Where the prompt keeps its lines, 'none' for nowhere; default ~/.local/state/parley/history.")
    private String history;

    @Option(
            names = {"-n", "--no-check"},
            description = "The same as -k, as wscat has it.")
    private boolean noCheck;

    @Mixin
    private WireOptions wire;

    @Mixin
    private Help help;

    @Override
    public Integer call() throws InterruptedException {
        Connect connect = new Connect(
                checkedSettings(), System.in, new FileOutputStream(FileDescriptor.out), System.err, Output.CHARSET);
        return Interruption.during(connect::run, connect::interrupt);
    }

    private ConnectSettings checkedSettings() {
        boolean only = (!messages.isEmpty() || replay != null) && !interactive;
        boolean prompt = !only && !json && encoding != Encoding.RAW && Terminals.isPerson();
        if (binary && text) {
            throw wrong("--binary and --text both: give one");
        }
        if (encoding == Encoding.RAW && Terminals.isStdout()) {
            throw wrong("--encoding raw would write bytes to the terminal: send stdout to a file or a program");
        }
        if (pingInterval.isZero() && !pingTimeout.isZero()) {
            throw wrong("--ping-timeout without --ping-interval: nothing is pinged");
        }
        if (chunkBytes < 1) {
            throw wrong("--chunk 0 is too small: give at least 1");
        }
        if (reconnect != null && reconnect < 0) {
            throw wrong("--reconnect " + reconnect + " is out of range: give 0 (no end) or more");
        }
        if (noCheck) {
            wire.trustAnyone();
        }
        try {
            return new ConnectSettings(
                    wire.settings(url.option == null ? url.positional : url.option, true),
                    new Input(
                            messages,
                            prompt,
                            !only,
                            binary || encoding == Encoding.RAW,
                            encoding,
                            chunkBytes,
                            slash == null ? prompt : slash,
                            replay,
                            prompt ? history() : null),
                    new Show(
                            json,
                            Terminals.isStdout(),
                            quiet,
                            verbose,
                            showPings,
                            pretty,
                            timestamps,
                            roundTrips,
                            prompt && !noColor && System.getenv("NO_COLOR") == null,
                            save),
                    wait == null ? Wait.DEFAULT : wait,
                    timeout,
                    new Pings(pingInterval, pingTimeout),
                    reconnect == null ? null : new Reconnect(reconnect, reconnectMax));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Path history() {
        if (history != null) {
            return history.equals("none") ? null : Path.of(history);
        }
        String state = System.getenv("XDG_STATE_HOME");
        Path folder = state == null || state.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        try {
            Path parley = Files.createDirectories(folder.resolve("parley"));
            return Files.isWritable(parley) ? parley.resolve("history") : null;
        } catch (IOException e) {
            // No home to write to, as in a container: there is no history then, and nobody asked for one.
            return null;
        }
    }

    private ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
