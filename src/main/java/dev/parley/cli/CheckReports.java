package dev.parley.cli;

import dev.parley.check.Check;
import dev.parley.check.CheckHtml;
import dev.parley.check.CheckJson;
import dev.parley.check.CheckJunit;
import dev.parley.check.CheckQuiet;
import dev.parley.check.CheckText;
import dev.parley.check.Recording;
import dev.parley.check.Result;
import dev.parley.check.Verdict;
import dev.parley.check.knowledge.Facts;
import dev.parley.core.ExitCode;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of {@code check} that say how its result is told, and the telling. */
final class CheckReports {
    /** Where there is no terminal, as for what is kept in a file; and the widest that is good to read. */
    private static final int MOST_COLUMNS = 100;

    @Option(
            names = "--fail-on",
            paramLabel = "VERDICT",
            defaultValue = "failed",
            description = "From which verdict on the exit code is 1 and a JUnit case fails: failed or warning; default"
                    + " ${DEFAULT-VALUE}.")
    private String failOn;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print one line; not with --json.")
    private boolean quiet;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also write a JUnit report, with a test case for each check.")
    private Path junit;

    @Option(names = "--html", paramLabel = "FILE", description = "Also write a page, to attach to a ticket.")
    private Path html;

    boolean quiet() {
        return quiet;
    }

    /**
     * Makes sure that the options go together and the files can be written, before there is anything to lose.
     *
     * @throws ReportFile.Unwritable if one cannot
     */
    void check() {
        WrongUsage.unless(!quiet || !json, "--quiet and --json both: give one");
        WrongUsage.unless(
                failOn.equals("failed") || failOn.equals("warning"),
                "--fail-on '" + failOn + "' is not a verdict to fail on: give failed or warning");
        file("--junit", junit).check();
        file("--html", html).check();
    }

    /**
     * Prints and writes what was asked for.
     *
     * @return an {@link ExitCode}
     */
    int print(Recording recording) {
        Facts facts = Facts.load();
        boolean written = Output.print(text(recording, facts));
        written &= junit == null || file("--junit", junit).write(CheckJunit.of(recording, facts::fact, worst()));
        written &= html == null || file("--html", html).write(CheckHtml.of(recording, facts::fact));
        return written ? exitCode(recording) : ExitCode.UNWRITTEN;
    }

    private String text(Recording recording, Facts facts) {
        if (quiet) {
            return CheckQuiet.of(recording) + "\n";
        }
        if (json) {
            return CheckJson.of(recording, facts::fact) + "\n";
        }
        boolean terminal = Terminals.isStdout();
        boolean colour = terminal && System.getenv("NO_COLOR") == null;
        int columns = terminal ? Math.min(MOST_COLUMNS, Terminals.columns()) : MOST_COLUMNS;
        return CheckText.of(recording, facts::fact, colour, columns);
    }

    private int exitCode(Recording recording) {
        if (recording.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        if (failed(recording, Check.REACH)) {
            return ExitCode.NO_CONNECTION;
        }
        if (failed(recording, Check.HANDSHAKE)) {
            return ExitCode.HANDSHAKE;
        }
        // A probe must not be green when there was no time to see whether messages come through.
        boolean unknown = recording.verdict() == Verdict.UNFINISHED;
        return unknown || recording.verdict().compareTo(worst()) >= 0 ? ExitCode.FELL_SHORT : ExitCode.OK;
    }

    private Verdict worst() {
        return failOn.equals("warning") ? Verdict.WARNING : Verdict.FAILED;
    }

    private static boolean failed(Recording recording, Check check) {
        Result result = recording.of(check);
        return result != null && result.verdict() == Verdict.FAILED;
    }

    private static ReportFile file(String option, Path path) {
        return new ReportFile(option, path);
    }
}
