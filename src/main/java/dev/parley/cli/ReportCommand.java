package dev.parley.cli;

import dev.parley.bench.Merge;
import dev.parley.bench.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that makes one report of the logs of several runs. */
@Command(
        name = "report",
        header = "Merge logs of 'bench --hlog', from one machine or several, into one report.",
        customSynopsis = "java -jar parley.jar report FILE… [OPTIONS]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  report a.hlog b.hlog --html both.html",
            "  report *.hlog --threshold 'p(99)<50ms'",
            "",
            "Exit codes: 0 worked, 1 a threshold was missed, 2 wrong usage or no such log."
        })
final class ReportCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Logs in HdrHistogram's format.")
    private List<Path> files;

    @Option(
            names = "--threshold",
            paramLabel = "'p(99)<50ms'",
            converter = Converter.Promise.class,
            description = "Exit with 1 unless this holds; may be repeated.")
    private List<Threshold> thresholds = new ArrayList<>();

    @Mixin
    private ReportOptions report;

    @Mixin
    private Help help;

    @Override
    public Integer call() {
        report.check();
        try {
            return report.print(Merge.read(files), thresholds, null, false);
        } catch (IOException | IllegalArgumentException e) {
            throw new WrongUsage(e.getMessage());
        }
    }
}
