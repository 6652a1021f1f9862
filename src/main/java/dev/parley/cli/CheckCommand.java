package dev.parley.cli;

import dev.parley.check.Check;
import dev.parley.check.Doctor;
import dev.parley.check.Limits;
import dev.parley.check.MaskedRecording;
import dev.parley.check.Plan;
import dev.parley.check.Recording;
import dev.parley.report.LiveLine;
import dev.parley.wire.WireSettings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that tells whether WebSocket works on a path, what limits it, who sets the limits and how to change them. */
@Command(
        name = "check",
        header = "Check whether WebSocket works on this path, what limits it, and who sets the limits.",
        customSynopsis = "java -jar parley.jar check [URL] [OPTIONS]",
        footerHeading = "%nChecks, in reading order:%n",
        footer = {
            "  reach        DNS, TCP to every address, proxy, TLS and certificate",
            "  handshake    101, or why not: shown by trying it in other ways",
            "  changes      what the path changed in the handshake (*)",
            "  messages     whether text, binary, empty and fragmented messages arrive intact; round trip",
            "  close        pongs, and close codes from either side (*)",
            "  compression  whether it is agreed on, correct and worth it",
            "  pushes       whether unsolicited messages arrive one by one, or in clumps (*)",
            "  sizes        the longest message each way, and how a longer one is refused",
            "  idle         after how long a silent connection is cut, by whom, and what keeps it open",
            "  connections  how many at once, and whose limit that is",
            "  long-calls   a reply that takes longer than HTTP allows (*)",
            "  protocol     frames that a correct server must refuse, by section of RFC 6455",
            "  (*) complete only with Parley at the far end; parley.war beside the application is enough.",
            "",
            "Without a URL, the server of 'serve' is started on a free port and checked. For probes:",
            "  check URL --fast --quiet                                one line, after about 8 seconds",
            "  check URL --only reach,handshake,messages --quiet       under 1 second, nothing broken sent",
            "",
            "The report goes to stdout, everything else to stderr. docs/check.md shows reports of real faults.",
            "Exit codes: 0 nothing failed (there may be warnings, unless --fail-on warning), 1 a check failed, 2 wrong usage, 3 no"
                    + " connection, 4 the handshake was refused, 5 a report could not be written, 130 interrupted."
        })
final class CheckCommand implements Callable<Integer> {
    private static final Duration FAST_CONNECT = Duration.ofSeconds(3);

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "The endpoint: ws://, wss://, http://, https://, or host:port for ws://.")
    private String url;

    @Option(
            names = "--only",
            paramLabel = "CHECKS",
            description = "Run only these checks, separated by commas: idle,sizes.")
    private String only;

    @Option(names = "--skip", paramLabel = "CHECKS", description = "Run all checks but these, separated by commas.")
    private String skip;

    @Option(
            names = "--fast",
            description =
                    "Be done within 10 seconds: watch idle connections and late replies for 2s, open 10 connections.")
    private boolean fast;

    @Option(
            names = "--baseline",
            paramLabel = "URL",
            description =
                    "Check the same server at this URL, too, and tell what differs: one that bypasses the proxy, like"
                            + " the server's own port. A --proxy is not used for it.")
    private String baseline;

    @Option(
            names = "--idle",
            paramLabel = "DURATION",
            converter = Converter.Duration.class,
            description = "How long to watch idle connections and wait for a late reply; default 70s, with --fast 2s.")
    private Duration idle;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "How many connections to open at once; default 50, or 10 with --fast or to another machine.")
    private Integer connections;

    @Option(
            names = "--intensive",
            description =
                    "Treat another machine like this one: broken requests and frames, messages up to 16MiB, any number"
                            + " of connections. Only for servers of your own.")
    private boolean intensive;

    @Mixin
    private CheckReports reports;

    @Mixin
    private WireOptions wire;

    @Mixin
    private Help help;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (url != null) {
            return check(url);
        }
        // Else its log would stand among the lines of the check.
        Logger all = Logger.getLogger("");
        all.setLevel(Level.WARNING);
        try (OwnServer server = OwnServer.start()) {
            return check(server.url());
        }
    }

    private int check(String endpoint) throws InterruptedException {
        Plan plan = WrongUsage.read(() -> plan(endpoint));
        reports.check();
        LiveLine line = Terminals.liveLine(!reports.quiet());
        if (!reports.quiet()) {
            System.err.println("checking " + plan.settings().url().shown() + ": " + plan.bounds());
        }
        Doctor doctor = new Doctor(plan, new CheckProgress(line), Clock.systemUTC());
        return Interruption.during(
                () -> {
                    Recording recording =
                            MaskedRecording.of(doctor.run(), GivenSecrets.of(plan.settings(), plan.baseline()));
                    line.end();
                    return reports.print(recording);
                },
                doctor::interrupt);
    }

    private Plan plan(String endpoint) {
        WireSettings settings = settings(endpoint);
        WireSettings direct = baseline == null ? null : settings(baseline).proxy(null);
        boolean ours = isOurs(settings) && (direct == null || isOurs(direct));
        return new Plan(settings, direct, checks(), Limits.of(fast, ours || intensive, connections, idle));
    }

    /** Tells whether nothing can reach another machine: by its name, through a proxy, or after a redirect. */
    private static boolean isOurs(WireSettings settings) {
        return Limits.isLoopback(settings.url().host())
                && (settings.proxy() == null
                        || Limits.isLoopback(settings.proxy().host()))
                && settings.redirects() == 0;
    }

    private WireSettings settings(String endpoint) {
        WireSettings settings = wire.settings(endpoint, true);
        return fast && settings.connectTimeout().compareTo(FAST_CONNECT) > 0
                ? settings.connectTimeout(FAST_CONNECT)
                : settings;
    }

    private Set<Check> checks() {
        Set<Check> checks = only == null ? EnumSet.allOf(Check.class) : Check.parse(only);
        if (skip != null) {
            checks.removeAll(Check.parse(skip));
        }
        WrongUsage.unless(!checks.isEmpty(), "--skip leaves no check to do");
        return checks;
    }
}
