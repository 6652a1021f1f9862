package dev.parley.cli;

import dev.parley.bench.Bench;
import dev.parley.bench.Expected;
import dev.parley.bench.LatencyLog;
import dev.parley.bench.Load;
import dev.parley.bench.Messages;
import dev.parley.bench.NoLoad;
import dev.parley.bench.OwnLimits;
import dev.parley.bench.Plan;
import dev.parley.bench.Progress;
import dev.parley.bench.RateSearch;
import dev.parley.bench.Recording;
import dev.parley.bench.Threshold;
import dev.parley.bench.Traffic;
import dev.parley.core.ExitCode;
import dev.parley.protocol.Frame;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts load on a WebSocket server. */
@Command(
        name = "bench",
        header = "Put load on a WebSocket server, and say honestly how it bore it.",
        customSynopsis = "java -jar parley.jar bench URL [OPTIONS]",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  bench localhost:8080/ws -c 100 -d 30s              closed load: one message in flight on each",
            "  bench localhost:8080/echo --rate 5000/s            open load: on schedule, whatever replies do",
            "  bench localhost:8080/ws --find-rate 'p99<10ms'     the highest rate that keeps the promise",
            "  bench localhost:8080/ws -c 1000 --idle -d 2m       hold connections, say how others ended",
            "  bench URL --rate 500/s --threshold 'p(99)<50ms' --threshold 'errors<0.1%%' --html load.html",
            "",
            "The report goes to stdout, all else to stderr. Ctrl-C ends early and still reports.",
            "docs/bench.md tells all.",
            "Exit codes: 0 worked, 1 a threshold was missed or nothing was answered, 2 wrong usage,",
            "3 no connection, 4 no WebSocket there, 5 all connections were lost, 130 interrupted."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final double FIRST_RATE = 1_000;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "URL", description = "Where to connect: ws://, wss://, or host:port for ws://.")
    private String url;

    @Option(
            names = {"-c", "--connections"},
            paramLabel = "N",
            defaultValue = "10",
            description = "How many connections; default ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = {"-d", "--duration"},
            paramLabel = "DURATION",
            converter = Converter.Duration.class,
            description = "How long to measure; default 10s (--find-rate: 3s for each step).")
    private Duration duration;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "Measure so many messages in all, in place of a duration.")
    private Long messageCount;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = {
                "Closed load: keep so many messages of each connection waiting for their replies; default 1. With"
                        + " --rate: at most so many; default no limit."
            })
    private Integer inFlight;

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "RATE",
            converter = Converter.Rate.class,
            description = "Open load: send so many messages a second over all connections, on schedule: 5000/s 90/m.")
    private Double rate;

    @Option(
            names = "--find-rate",
            paramLabel = "'p99<10ms'",
            split = ",",
            converter = Converter.Promise.class,
            description = "Search the highest rate that keeps this promise, without errors; from --rate on, or 1000/s.")
    private List<Threshold> promise = new ArrayList<>();

    @Option(names = "--idle", description = "Send nothing: hold the connections, and count what comes.")
    private boolean idle;

    @Option(names = "--ping", description = "Send pings in place of messages, to any server.")
    private boolean ping;

    @Option(
            names = "--ramp-up",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = Converter.Duration.class,
            description =
                    "Open the connections over this time, each with its load at once; default: all first, then the load.")
    private Duration rampUp;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            converter = Converter.Duration.class,
            description = "Let the load run so long before it is measured; default 2s, with --messages or --idle 0.")
    private Duration warmUp;

    @Option(
            names = "--drain",
            paramLabel = "DURATION",
            defaultValue = "5s",
            converter = Converter.Duration.class,
            description = "Wait so long for replies at the end, and for the first; default ${DEFAULT-VALUE}.")
    private Duration drain;

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            converter = Converter.Size.class,
            description = "Send messages of this length that can be told apart; default 64 bytes, of pings 16.")
    private Integer size;

    @Option(
            names = {"-m", "--message"},
            paramLabel = "TEXT",
            description = "Send this message; several are sent in turn.")
    private List<String> messages = new ArrayList<>();

    @Option(names = "--message-file", paramLabel = "FILE", description = "Send the lines of this file in turn.")
    private Path messageFile;

    @Option(
            names = {"-b", "--binary"},
            description = "Send messages as binary.")
    private boolean binary;

    @Option(
            names = "--fragments",
            paramLabel = "N",
            defaultValue = "1",
            description = "Send each message in so many frames.")
    private int fragments;

    @Option(
            names = "--expect",
            paramLabel = "auto|echo|any|none|=TEXT",
            defaultValue = "auto",
            description = {
                "What replies are checked for: what was sent, anything, none at all, or this text; default auto: a first"
                        + " connection finds out."
            })
    private String expect;

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
                "Exit with 1 unless this is so; once for each: p(99)<50ms p99.9<1s max<2s avg<5ms errors<0.1%% errors<1"
                        + " rate>1000."
            })
    private List<Threshold> thresholds = new ArrayList<>();

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "How many event loops; default one less than there are processors.")
    private Integer threads;

    @Option(
            names = "--source-ip",
            paramLabel = "ADDRESS",
            split = ",",
            description = "Connect from this address of the machine; several in turn, each with 28,000 ports.")
    private List<String> sources = new ArrayList<>();

    @Option(
            names = "--start-at",
            paramLabel = "TIME",
            description =
                    "Begin at this time, on several machines at once: 2026-11-24T12:00:00Z, or 12:00:30 of today.")
    private String startAt;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "1s",
            converter = Converter.Duration.class,
            description = "How long each slice of progress, charts and logs is; default ${DEFAULT-VALUE}.")
    private Duration interval;

    @Option(
            names = "--hlog",
            paramLabel = "FILE",
            description = {
                "Write a log of HdrHistogram's, which 'report' merges with others; '-' for stdout, in place of the report."
            })
    private String hlog;

    @Option(
            names = {"-q", "--quiet"},
            description = "No progress, only the report.")
    private boolean quiet;

    @Mixin
    private ReportOptions report;

    @Mixin
    private WireOptions wire;

    @Mixin
    private Help help;

    @Override
    public Integer call() throws InterruptedException {
        Plan plan = checkedPlan();
        report.check(spec.commandLine());
        for (OwnLimits.Finding finding : OwnLimits.check(plan)) {
            System.err.println((finding.fatal() ? "" : "note: ") + finding.line());
            if (finding.fatal()) {
                return ExitCode.USAGE;
            }
        }
        RateSearch search = promise.isEmpty() ? null : new RateSearch(promise, rate == null ? FIRST_RATE : rate);
        Progress progress = new Progress(System.err, Terminals.isStderr(), quiet);
        Bench bench = new Bench(plan, progress);
        Runtime.getRuntime().addShutdownHook(new Thread(bench::interrupt, "parley-interrupt-1"));
        PrintStream logged = logged();
        try {
            Recording recording =
                    search == null ? bench.run(logged == null ? null : new LatencyLog(logged)) : bench.search(search);
            progress.end();
            int exit = report.print(recording, thresholds, search, "-".equals(hlog));
            if (logged != null && logged.checkError()) {
                System.err.println("--hlog " + hlog + ": it could not all be written; is the disk full?");
                return ExitCode.ABNORMAL_END;
            }
            return exit;
        } catch (NoLoad e) {
            progress.end();
            System.err.println(e.getMessage());
            return e.exitCode();
        } finally {
            bench.close();
            if (logged != null && logged != System.out) {
                logged.close();
            }
        }
    }

    private Plan checkedPlan() {
        check(
                connections >= 1 && connections <= MOST_CONNECTIONS,
                "--connections " + connections + " is out of range: give 1 to " + MOST_CONNECTIONS);
        check(
                messageCount == null || messageCount >= 1,
                "--messages " + messageCount + " is out of range: give at least 1");
        check(messageCount == null || duration == null, "--messages and --duration both: give one");
        check(duration == null || !duration.isZero(), "--duration 0 is too short: give one like 30s");
        check(inFlight == null || inFlight >= 1, "--in-flight " + inFlight + " is out of range: give at least 1");
        check(fragments >= 1, "--fragments " + fragments + " is out of range: give at least 1");
        check(!interval.isZero(), "--interval 0 is too short: give one like 1s");
        check(threads == null || threads >= 1, "--threads " + threads + " is out of range: give at least 1");
        if (idle) {
            check(
                    rate == null && promise.isEmpty() && inFlight == null && messageCount == null && !ping,
                    "--idle sends nothing: without --rate, --find-rate, --in-flight, --messages and --ping");
        }
        if (expect.equals("none") || idle) {
            check(
                    thresholds.stream().noneMatch(Threshold::isAboutLatency),
                    "--threshold of a latency needs replies: without " + (idle ? "--idle" : "--expect none"));
        }
        if (!promise.isEmpty()) {
            check(
                    promise.stream().allMatch(Threshold::isPromise),
                    "--find-rate looks for what a higher rate breaks: give it an upper limit of a latency or of errors, like p99<10ms");
            check(
                    messageCount == null && inFlight == null,
                    "--find-rate sets the rate: without --messages and --in-flight");
            check(
                    hlog == null,
                    "--find-rate and --hlog: only the report of the rate that was found is kept; run that with --rate");
            check(!expect.equals("none"), "--find-rate needs replies: without --expect none");
        }
        check(
                hlog == null || !hlog.equals("-") || !report.json(),
                "--hlog - and --json both want stdout: give a file to one");
        try {
            int loops =
                    threads != null ? threads : Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
            return new Plan(
                    wire.settings(url, false),
                    addresses(),
                    connections,
                    load(),
                    traffic(),
                    times(),
                    readRate,
                    Math.min(loops, connections),
                    interval);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Load load() {
        if (idle) {
            return new Load.Idle();
        }
        if (rate != null || !promise.isEmpty()) {
            return new Load.Open(rate == null ? FIRST_RATE : rate, inFlight == null ? Integer.MAX_VALUE : inFlight);
        }
        check(!expect.equals("none"), "--expect none needs --rate: without replies nothing says when to send the next");
        return new Load.Closed(inFlight == null ? 1 : inFlight);
    }

    private Plan.Times times() {
        Duration measured = duration != null ? duration : Duration.ofSeconds(promise.isEmpty() ? 10 : 3);
        check(
                rate == null || messageCount != null || rate * measured.toMillis() >= 1_000,
                "--rate is not even one message in the time that is measured: give a longer --duration, or --messages");
        boolean atOnce = messageCount != null || idle;
        return new Plan.Times(
                start(),
                rampUp,
                warmUp != null
                        ? warmUp
                        : atOnce ? Duration.ZERO : promise.isEmpty() ? Duration.ofSeconds(2) : Duration.ofSeconds(1),
                messageCount != null ? null : measured,
                messageCount == null ? 0 : messageCount,
                drain);
    }

    private Traffic traffic() {
        Messages what = checkedMessages();
        if (ping) {
            check(!binary && fragments == 1, "--ping sends pings: without --binary and --fragments");
            check(expect.equals("auto"), "--ping is answered by pongs: without --expect");
        }
        return new Traffic(
                ping ? Traffic.Kind.PING : binary ? Traffic.Kind.BINARY : Traffic.Kind.TEXT,
                what,
                fragments,
                idle ? new Expected.Nothing() : expected());
    }

    private Messages checkedMessages() {
        int sourcesOfMessages = (size == null ? 0 : 1) + (messages.isEmpty() ? 0 : 1) + (messageFile == null ? 0 : 1);
        check(sourcesOfMessages <= 1, "--size, --message and --message-file: give one of them");
        Messages what;
        if (messageFile != null) {
            List<String> lines = lines();
            check(!lines.isEmpty(), "--message-file " + messageFile + " is empty: give a message a line");
            what = listed(lines);
        } else {
            what = messages.isEmpty() ? new Messages.Numbered(size == null ? ping ? 16 : 64 : size) : listed(messages);
        }
        if (ping) {
            int longest = what instanceof Messages.Numbered numbered
                    ? numbered.bytes()
                    : ((Messages.Listed) what)
                            .list().stream()
                                    .mapToInt(message -> message.length)
                                    .max()
                                    .orElse(0);
            check(
                    longest <= Frame.MAX_CONTROL_BYTES,
                    "--ping with " + longest + " bytes: a ping carries at most " + Frame.MAX_CONTROL_BYTES
                            + " (RFC 6455 section 5.5)");
        }
        return what;
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(messageFile, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw wrong("--message-file " + messageFile + ": the file cannot be read as UTF-8");
        }
    }

    private static Messages listed(List<String> lines) {
        return new Messages.Listed(lines.stream()
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList());
    }

    private Expected expected() {
        if (expect.startsWith("=")) {
            return new Expected.Same(expect.substring(1).getBytes(StandardCharsets.UTF_8));
        }
        return switch (expect) {
            case "auto" -> new Expected.FindOut();
            case "echo" -> new Expected.Echo();
            case "any" -> new Expected.Any();
            case "none" -> new Expected.Nothing();
            default -> throw wrong("--expect '" + expect + "' is none of auto, echo, any, none and =TEXT");
        };
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
                throw wrong("--source-ip '" + source
                        + "' is no address of this machine: 'ip address' shows those there are");
            }
        }
        return addresses;
    }

    private Instant start() {
        if (startAt == null) {
            return null;
        }
        try {
            Instant start = startAt.indexOf('T') > 0
                    ? OffsetDateTime.parse(startAt).toInstant()
                    : ZonedDateTime.now(ZoneId.systemDefault())
                            .with(LocalTime.parse(startAt))
                            .toInstant();
            Duration late = Duration.between(start, Instant.now());
            if (!late.isNegative()) {
                System.err.println("note: --start-at " + startAt + " was " + late.toSeconds()
                        + "s ago: this run begins at once, and not together with others");
            }
            return start;
        } catch (DateTimeParseException e) {
            throw wrong("--start-at '" + startAt
                    + "' is no time: give one like 2026-11-24T12:00:00Z, or 12:00:30 for today");
        }
    }

    /** Opens what the log goes to, before there is anything to lose. */
    private PrintStream logged() {
        if (hlog == null || hlog.equals("-")) {
            return hlog == null ? null : System.out;
        }
        try {
            return new PrintStream(hlog, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw wrong("--hlog " + hlog + ": the file cannot be written");
        }
    }

    private void check(boolean right, String otherwise) {
        if (!right) {
            throw wrong(otherwise);
        }
    }

    private ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
