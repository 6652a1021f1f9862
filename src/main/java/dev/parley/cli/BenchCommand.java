package dev.parley.cli;

import dev.parley.bench.Bench;
import dev.parley.bench.LatencyLog;
import dev.parley.bench.NoLoad;
import dev.parley.bench.OwnLimits;
import dev.parley.bench.Plan;
import dev.parley.bench.Progress;
import dev.parley.bench.RateSearch;
import dev.parley.bench.Recording;
import dev.parley.bench.Threshold;
import dev.parley.core.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that puts load on a WebSocket server. */
@Command(
        name = "bench",
        header = "Put load on a WebSocket server, and tell honestly how it coped.",
        customSynopsis = "java -jar parley.jar bench URL [OPTIONS]",
        footerHeading = "%nExamples:%n",
        footer = {
            "  bench localhost:8080/ws -c 100 -d 30s              closed load: one message in flight on each",
            "  bench localhost:8080/echo --rate 5000/s            open load: on schedule, replies or not",
            "  bench localhost:8080/ws --find-rate 'p99<10ms'     the highest rate that keeps the promise",
            "  bench localhost:8080/ws -c 1000 --idle -d 2m       hold connections, tell how any ended",
            "  bench URL --rate 500/s --threshold 'p(99)<50ms' --html load.html",
            "",
            "The report goes to stdout, everything else to stderr. Ctrl-C ends early and still reports. More in docs/bench.md.",
            "Exit codes: 0 worked, 1 a threshold was missed or nothing was answered, 2 wrong usage, 3 no connection, 4 no"
                    + " WebSocket there, 5 all connections were lost or a file could not be written, 130 interrupted."
        })
final class BenchCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "Where to connect: ws://, wss://, or host:port for ws://.")
    private String url;

    @Option(
            names = "--read-rate",
            paramLabel = "SIZE/s",
            defaultValue = "0",
            converter = Converter.ByteRate.class,
            description = "Be a slow reader: each connection reads no faster than this, like 10KiB/s.")
    private int readRate;

    @Option(
            names = "--threshold",
            paramLabel = "'p(99)<50ms'",
            converter = Converter.Promise.class,
            description = {
                "Exit with 1 unless this holds; may be repeated: p(99)<50ms p99.9<1s max<2s avg<5ms errors<0.1%% errors<1"
                        + " rate>1000."
            })
    private List<Threshold> thresholds = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many event loops; default one fewer than there are processors.")
    private Integer threads;

    @Option(
            names = "--source-ip",
            paramLabel = "ADDRESS",
            split = ",",
            description = "Connect from this address of the machine; several are used in turn, each with 28,000 ports.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--hlog",
            paramLabel = "FILE",
            description = {
                "Write an HdrHistogram log, which 'report' merges with others; '-' for stdout, instead of the report."
            })
    private String hlog;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, only the report.")
    private boolean quiet;

    @Mixin
    private LoadOptions load;

    @Mixin
    private TrafficOptions traffic;

    @Mixin
    private ReportOptions report;

    @Mixin
    private WireOptions wire;

    @Mixin
    private Help help;

    @Override
    public Integer call() throws InterruptedException {
        check();
        Plan plan = WrongUsage.read(this::plan);
        report.check();
        PrintStream log = log();
        for (OwnLimits.Finding finding : OwnLimits.check(plan)) {
            System.err.println((finding.fatal() ? "" : "note: ") + finding.line());
            if (finding.fatal()) {
                return ExitCode.USAGE;
            }
        }
        Progress progress = new Progress(System.err, Terminals.liveLine(!quiet), quiet);
        Bench bench = new Bench(plan, progress);
        return Interruption.during(() -> run(bench, progress, log), bench::interrupt);
    }

    private int run(Bench bench, Progress progress, PrintStream log) throws InterruptedException {
        RateSearch search = load.search();
        try {
            Recording recording =
                    search == null ? bench.run(log == null ? null : new LatencyLog(log)) : bench.search(search);
            progress.end();
            int exit = report.print(recording, thresholds, search, log == System.out);
            if (log != null && log.checkError()) {
                System.err.println(hlogFile().failed());
                return ExitCode.UNWRITTEN;
            }
            return exit;
        } catch (NoLoad e) {
            progress.end();
            System.err.println(e.getMessage());
            return e.exitCode();
        } finally {
            bench.close();
            if (log != null && log != System.out) {
                log.close();
            }
        }
    }

    private void check() {
        load.check();
        WrongUsage.unless(
                threads == null || threads >= 1, "--threads " + threads + " is out of range: give at least 1");
        WrongUsage.unless(
                !load.idle() || !traffic.ping(),
                "--idle sends nothing: without --rate, --find-rate, --in-flight, --messages and --ping");
        if (load.idle() || !traffic.isAnswered()) {
            WrongUsage.unless(
                    thresholds.stream().noneMatch(Threshold::isAboutLatency),
                    "--threshold of a latency needs replies: without " + (load.idle() ? "--idle" : "--expect none"));
        }
        if (load.isSearch()) {
            WrongUsage.unless(
                    hlog == null,
                    "--find-rate and --hlog: only the report of the rate that was found is kept; run that with --rate");
            WrongUsage.unless(traffic.isAnswered(), "--find-rate needs replies: without --expect none");
        }
        WrongUsage.unless(
                !isLogOnStdout() || !report.json(), "--hlog - and --json both want stdout: give a file to one");
    }

    private Plan plan() {
        int loops = threads != null ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        return new Plan(
                wire.settings(url, false),
                addresses(),
                load.connections(),
                load.load(traffic.isAnswered()),
                traffic.traffic(load.idle()),
                load.times(),
                readRate,
                Math.min(loops, load.connections()),
                load.interval());
    }

    private List<InetAddress> addresses() {
        List<InetAddress> addresses = new ArrayList<>();
        for (String source : sources) {
            try {
                InetAddress address = InetAddress.getByName(source);
                // Only an address of this machine can be listened on.
                new DatagramSocket(new InetSocketAddress(address, 0)).close();
                addresses.add(address);
            } catch (IOException e) {
                throw new WrongUsage("--source-ip '" + source
                        + "' is not an address of this machine: 'ip address' shows those there are");
            }
        }
        return addresses;
    }

    /** Opens what the log goes to, before there is anything to lose; null for no log. */
    private PrintStream log() {
        if (hlog == null || isLogOnStdout()) {
            return hlog == null ? null : System.out;
        }
        return new PrintStream(hlogFile().open(), false, StandardCharsets.UTF_8);
    }

    private boolean isLogOnStdout() {
        return "-".equals(hlog);
    }

    private ReportFile hlogFile() {
        return new ReportFile("--hlog", Path.of(hlog));
    }
}
