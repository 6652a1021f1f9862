package dev.parley.cli;

import dev.parley.bench.BenchHtml;
import dev.parley.bench.BenchJson;
import dev.parley.bench.BenchText;
import dev.parley.bench.RateSearch;
import dev.parley.bench.Recording;
import dev.parley.bench.Threshold;
import dev.parley.core.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of the commands that report on load: in which forms. */
final class ReportOptions {
    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as a page, with charts.")
    private Path html;

    boolean json() {
        return json;
    }

    /**
     * Makes sure that the page can be written, before there is anything to lose.
     *
     * @throws ReportFile.Unwritable if it cannot
     */
    void check() {
        page().check();
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
        boolean written = html == null || page().write(BenchHtml.of(recording, verdicts, search));
        if (json) {
            written &= Output.print(BenchJson.of(recording, verdicts, search) + "\n");
        } else {
            List<String> text = new ArrayList<>(BenchText.of(recording, verdicts));
            if (search != null) {
                text.addAll(BenchText.of(search));
            }
            if (aside) {
                text.forEach(System.err::println);
            } else {
                written &= Output.print(text);
            }
        }
        if (!written) {
            return ExitCode.UNWRITTEN;
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

    private ReportFile page() {
        return new ReportFile("--html", html);
    }
}
