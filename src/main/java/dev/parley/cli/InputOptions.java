package dev.parley.cli;

import dev.parley.connect.ConnectSettings.Input;
import dev.parley.connect.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code connect} that say what is sent. */
final class InputOptions {
    @Option(
            names = {"-x", "--execute"},
            paramLabel = "MESSAGE",
            description = "Send this first; may be repeated. There is then neither prompt nor stdin, unless with -i.")
    private List<String> messages = new ArrayList<>();

    @Option(
            names = {"-i", "--interactive"},
            description = "Continue with the prompt or stdin after -x and --replay.")
    private boolean interactive;

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
                        + " and replies as they come. Default: text in, hex out."
            })
    private Encoding encoding;

    @Option(
            names = "--chunk",
            paramLabel = "SIZE",
            defaultValue = "64KiB",
            converter = Converter.Size.class,
            description = "The length of messages with --encoding raw; default ${DEFAULT-VALUE}.")
    private int chunkBytes;

    @Option(
            names = "--slash",
            negatable = true,
            description = "Treat lines that start with a slash as commands; default: only at a prompt.")
    private Boolean slash;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "Send again what a transcript of --save or --json sent, with the same timing.")
    private Path replay;

    @Option(
            names = "--history",
            paramLabel = "FILE",
            description =
                    "Where the prompt keeps its lines, 'none' for nowhere; default ~/.local/state/parley/history.")
    private String history;

    /**
     * Tells whether a person is asked for messages.
     *
     * @param json whether stdout is for events
     */
    boolean isPrompt(boolean json) {
        return !isOnlyGiven() && !json && encoding != Encoding.RAW && Terminals.isPerson();
    }

    Input settings(boolean prompt) {
        WrongUsage.unless(!binary || !text, "--binary and --text both: give one");
        WrongUsage.unless(
                encoding != Encoding.RAW || !Terminals.isStdout(),
                "--encoding raw would write bytes to the terminal: send stdout to a file or a program");
        WrongUsage.unless(chunkBytes >= 1, "--chunk 0 is too small: give at least 1");
        return new Input(
                messages,
                prompt,
                !isOnlyGiven(),
                binary || encoding == Encoding.RAW,
                encoding,
                chunkBytes,
                slash == null ? prompt : slash,
                replay,
                prompt ? history() : null);
    }

    /** Tells whether nothing is sent but what the command line names. */
    private boolean isOnlyGiven() {
        return (!messages.isEmpty() || replay != null) && !interactive;
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
}
