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
import java.util.List;
import picocli.CommandLine.Option;

/** Are the options of the commands that report on load: in which forms. */
final class ReportOptions {
    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as a page, with charts.")
    private Path html;

    boolean json() {
        return json;
    }

    /**
     * Prints the report.
     *
     * @param search what a search came to, or null
     * @param aside whether stdout is for something else, so that the text goes to stderr
     * @return an {@link ExitCode}
     */
    int print(Recording recording, List<Threshold> thresholds, RateSearch search, boolean aside) throws IOException {
        List<Threshold.Verdict> verdicts =
                thresholds.stream().map(threshold -> threshold.judge(recording)).toList();
        if (html != null) {
            try {
                Files.writeString(html, BenchHtml.of(recording, verdicts, search), StandardCharsets.UTF_8);
            } catch (IOException e) {
                System.err.println("--html " + html + ": the file cannot be written: " + e.getMessage());
            }
        }
        if (json) {
            System.out.println(BenchJson.of(recording, verdicts, search));
        } else {
            PrintStream out = aside ? System.err : System.out;
            BenchText.of(recording, verdicts).forEach(out::println);
            if (search != null) {
                BenchText.of(search).forEach(out::println);
            }
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
}
