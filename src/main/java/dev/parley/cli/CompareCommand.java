package dev.parley.cli;

import dev.parley.compare.CompareHtml;
import dev.parley.compare.CompareJson;
import dev.parley.compare.CompareText;
import dev.parley.compare.Comparison;
import dev.parley.compare.ImpossibleComparison;
import dev.parley.compare.Plan;
import dev.parley.compare.Recording;
import dev.parley.core.ExitCode;
import dev.parley.report.LiveLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that does the same exchange over HTTP and WebSocket, and tells what each costs. */
@Command(
        name = "compare",
        header = "Do the same exchange over HTTP and WebSocket, and compare.",
        customSynopsis = "java -jar parley.jar compare URL [OPTIONS]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  compare localhost:8080                           a Parley server: /hello and /ws",
            "  compare https://example.com/app --idle 0         without the idle connections",
            "  compare localhost:9000 --hello status --ws chat  another server",
            "",
            "The result goes to stdout, everything else to stderr. docs/compare.md says how it is measured.",
            "Exit codes: 0 worked, 1 an exchange failed or had a wrong reply, 2 wrong usage, 3 no connection, 4 no WebSocket"
                    + " there, 5 a report could not be written, 130 interrupted."
        })
final class CompareCommand implements Callable<Integer> {
    private static final int MOST_EXCHANGES = 1_000_000;
    private static final int MOST_CLIENTS = 10_000;

    @Parameters(
            paramLabel = "URL",
            description = "The application's base: http://, https://, ws://, wss://, or host:port for http://.")
    private String url;

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "How many exchanges each way, first one after another, then side by side; default"
                    + " ${DEFAULT-VALUE}.")
    private int count;

    @Option(
            names = {"-c", "--concurrency"},
            paramLabel = "C",
            defaultValue = "10",
            description = "How many clients side by side, each with a connection of its own; default ${DEFAULT-VALUE}.")
    private int concurrency;

    @Option(
            names = "--hello",
            paramLabel = "PATH",
            defaultValue = "hello",
            description = "What to GET, relative to the base; default ${DEFAULT-VALUE}.")
    private String hello;

    @Option(
            names = "--ws",
            paramLabel = "PATH",
            defaultValue = "ws",
            description = "Where to send messages, relative to the base: an endpoint that answers each one; default"
                    + " ${DEFAULT-VALUE}.")
    private String ws;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            defaultValue = "65s",
            converter = Converter.Duration.class,
            description = "How long to watch idle connections, and wait for a late reply; 0: not at all; default"
                    + " ${DEFAULT-VALUE}.")
    private Duration idle;

    @Option(names = "--json", description = "Print one JSON object instead of the table.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write the result as a page.")
    private Path html;

    @Mixin
    private WireOptions wire;

    @Mixin
    private Help help;

    @Override
    public Integer call() throws InterruptedException {
        Plan plan = WrongUsage.read(this::plan);
        page().check();
        LiveLine line = Terminals.liveLine(true);
        Comparison comparison = new Comparison(plan, new CompareProgress(System.err, line));
        return Interruption.during(() -> run(comparison, line), comparison::interrupt);
    }

    private int run(Comparison comparison, LiveLine line) throws InterruptedException {
        try {
            Recording recording = comparison.run();
            line.end();
            boolean written = Output.print(json ? CompareJson.write(recording) : CompareText.write(recording));
            written &= html == null || page().write(CompareHtml.write(recording));
            return written ? exitCode(recording) : ExitCode.UNWRITTEN;
        } catch (ImpossibleComparison e) {
            line.end();
            System.err.println(e.getMessage());
            return e.exitCode();
        }
    }

    private static int exitCode(Recording recording) {
        return recording.interrupted() ? ExitCode.INTERRUPTED : recording.isGood() ? ExitCode.OK : ExitCode.FELL_SHORT;
    }

    private Plan plan() {
        WrongUsage.unless(
                count >= 1 && count <= MOST_EXCHANGES,
                "--count " + count + " is out of range: give 1 to " + MOST_EXCHANGES);
        WrongUsage.unless(
                concurrency >= 1 && concurrency <= MOST_CLIENTS,
                "--concurrency " + concurrency + " is out of range: give 1 to " + MOST_CLIENTS);
        return Plan.of(wire.settings(url, false), hello, ws, count, concurrency, idle);
    }

    private ReportFile page() {
        return new ReportFile("--html", html);
    }
}
