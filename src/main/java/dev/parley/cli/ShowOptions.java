package dev.parley.cli;

import dev.parley.connect.ConnectSettings.Show;
import java.io.OutputStream;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of {@code connect} that say what is shown and kept. */
final class ShowOptions {
    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Write a transcript, with every event as a line of JSON.")
    private Path save;

    @Option(names = "--json", description = "Print every event as a line of JSON, instead of messages.")
    private boolean json;

    @Option(
            names = {"-P", "--show-ping-pong"},
            description = "Show pings and pongs, and their round trips.")
    private boolean showPings;

    @Option(names = "--pretty", description = "Pretty-print messages that are JSON.")
    private boolean pretty;

    @Option(names = "--timestamps", description = "Show when each message arrived.")
    private boolean timestamps;

    @Option(names = "--rtt", description = "Show each message's time since the message it answers.")
    private boolean roundTrips;

    @Option(
            names = {"-q", "--quiet"},
            description = "Report only what goes wrong.")
    private boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Show every step and the handshake, as curl does.")
    private boolean verbose;

    @Option(names = "--no-color", description = "No colours; the same as the variable NO_COLOR.")
    private boolean noColor;

    boolean json() {
        return json;
    }

    Show settings(boolean prompt) {
        return new Show(
                json,
                Terminals.isStdout(),
                quiet,
                verbose,
                showPings,
                pretty,
                timestamps,
                roundTrips,
                prompt && !noColor && System.getenv("NO_COLOR") == null);
    }

    /**
     * Opens the file for the transcript, before there is anything to lose.
     *
     * @return null for none
     * @throws ReportFile.Unwritable if it cannot be written
     */
    OutputStream transcript() {
        return new ReportFile("--save", save).openPrivate();
    }
}
