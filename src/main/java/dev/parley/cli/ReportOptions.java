package dev.parley.cli;

import dev.parley.bench.BenchHtml;
import dev.parley.bench.BenchJson;
import dev.parley.bench.BenchText;
import dev.parley.bench.RateSearch;
import dev.parley.bench.Recording;
import dev.parley.bench.Threshold;
import dev.parley.core.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Are the options of the commands that report on load: in which forms. */
final class ReportOptions {
    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as a page, with charts.")
    private Path html;

    boolean json() {
        return json;
    }

    /** Makes sure that the page can be written, before there is anything to lose. */
    void check(CommandLine command) {
        if (html != null) {
            try {
                Files.newOutputStream(html, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                        .close();
            } catch (IOException e) {
                throw new ParameterException(command, "--html " + html + ": the file cannot be written");
            }
        }
    }

    /**
     * Prints the report.
     *
     * @param search what a search came to, or null
     * @param aside whether stdout is for something else, so that the text goes to stderr
     * @return an {@link ExitCode}
     */
    int print(Recording recording, List<Threshold> thresholds, RateSearch search, boolean aside) {
        List<Threshold.Verdict> verdicts =
                thresholds.stream().map(threshold -> threshold.judge(recording)).toList();
        boolean written = html == null || write(BenchHtml.of(recording, verdicts, search));
        if (json) {
            System.out.println(BenchJson.of(recording, verdicts, search));
        } else {
            PrintStream out = aside ? System.err : System.out;
            BenchText.of(recording, verdicts).forEach(out::println);
            if (search != null) {
                BenchText.of(search).forEach(out::println);
            }
        }
        if (!written) {
            return ExitCode.ABNORMAL_END;
        }
        if (recording.wasInterrupted()) {
            return ExitCode.INTERRUPTED;
        }
        if (recording.lostAll()) {
            return ExitCode.ABNORMAL_END;
        }
        boolean kept = verdicts.stream().allMatch(Threshold.Verdict::kept) && (search == null || search.found() > 0);
        return kept && !recording.wentUnanswered() ? ExitCode.OK : ExitCode.FELL_SHORT;
    }

    private boolean write(String page) {
        try {
            Files.writeString(html, page, StandardCharsets.UTF_8);
            return true;
        } catch (IOException e) {
            System.err.println("--html " + html + ": it could not be written; is the disk full?");
            return false;
        }
    }
}
