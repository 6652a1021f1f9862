package dev.parley.cli;

import dev.parley.check.Check;
import dev.parley.check.CheckHtml;
import dev.parley.check.CheckJson;
import dev.parley.check.CheckJunit;
import dev.parley.check.CheckQuiet;
import dev.parley.check.CheckText;
import dev.parley.check.Doctor;
import dev.parley.check.Limits;
import dev.parley.check.Plan;
import dev.parley.check.Recording;
import dev.parley.check.Result;
import dev.parley.check.Secrets;
import dev.parley.check.Verdict;
import dev.parley.check.knowledge.Facts;
import dev.parley.core.ExitCode;
import dev.parley.protocol.Header;
import dev.parley.wire.WireSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether WebSocket works on a path, what its limits are, who sets them and how to change that. */
@Command(
        name = "check",
        header = "Check whether WebSocket works on this path, and whose limits it has.",
        customSynopsis = "java -jar parley.jar check [URL] [OPTIONS]",
        parameterListHeading = "%nParameters:%n",
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nChecks, in reading order:%n",
        footer = {
            "  reach        DNS, TCP to every address, proxy, TLS and certificate",
            "  handshake    101, or why not: shown by trying it in other ways",
            "  changes      what the path changed in the handshake (*)",
            "  messages     text, binary, empty, UTF-8, fragments: are they intact; round trip",
            "  close        pongs, and close codes from either side (*)",
            "  compression  agreed on, right, worth it",
            "  pushes       messages sent unasked: one by one, or in clumps (*)",
            "  sizes        the longest message each way, and how a longer one is refused",
            "  idle         after how long a silent connection is cut, by whom, and what keeps it open",
            "  connections  how many at once, and whose limit that is",
            "  long-calls   a reply that takes longer than HTTP allows (*)",
            "  protocol     frames that a correct server must refuse, by section of RFC 6455",
            "  (*) in full with a Parley at the far end: parley.war beside the application is enough.",
            "",
            "Without a URL the server of 'serve' is started on a free port, and checked. For probes:",
            "  check URL --fast --quiet                                one line, after about 8 seconds",
            "  check URL --only reach,handshake,messages --quiet       under 1 second, nothing broken sent",
            "",
            "The report goes to stdout, all else to stderr. docs/check.md shows reports of real faults.",
            "Exit codes: 0 nothing failed (there may be warnings, unless --fail-on warning), 1 a check",
            "failed, 2 wrong usage, 3 no connection, 4 the handshake was refused, 130 interrupted."
        })
final class CheckCommand implements Callable<Integer> {
    private static final Duration FAST_CONNECT = Duration.ofSeconds(3);
    /** Headers whose values are nobody's secret. */
    private static final Pattern HARMLESS = Pattern.compile(
            "(?i)origin|user-agent|host|connection|upgrade|accept(-.*)?|cache-control|pragma|content-.*|sec-websocket-(version|extensions)");

    private static final int LEAST_COOKIE = 8;
    private static final int LEAST_TOKEN = 20;
    private static final int MOST_COLUMNS = 100;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "The endpoint: ws://, wss://, http://, https://, or host:port for ws://.")
    private String url;

    @Option(names = "--only", paramLabel = "CHECKS", description = "Do these only, separated by commas: idle,sizes.")
    private String only;

    @Option(names = "--skip", paramLabel = "CHECKS", description = "Do all but these, separated by commas.")
    private String skip;

    @Option(
            names = "--fast",
            description = "Take no more than 10 seconds: idle connections and late replies for 2s, 10 connections.")
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
            description = "How many connections to open at once; default 50, with --fast or to another machine 10.")
    private Integer connections;

    @Option(
            names = "--intensive",
            description =
                    "Treat another machine like this one: broken requests and frames, messages up to 16MiB, any number"
                            + " of connections. Only for servers that are yours.")
    private boolean intensive;

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
            description = "Write a JUnit report, too: a test case for each check.")
    private Path junit;

    @Option(names = "--html", paramLabel = "FILE", description = "Write a page, too, to attach to a ticket.")
    private Path html;

    @Mixin
    private WireOptions wire;

    @Mixin
    private Help help;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (quiet && json) {
            throw wrong("--quiet and --json both: give one");
        }
        if (!failOn.equals("failed") && !failOn.equals("warning")) {
            throw wrong("--fail-on '" + failOn + "' is no verdict to fail on: give failed or warning");
        }
        writable("--junit", junit);
        writable("--html", html);
        if (url != null) {
            return check(plan(url));
        }
        // Else its log would stand among the lines of the check.
        Logger all = Logger.getLogger("");
        all.setLevel(Level.WARNING);
        try (OwnServer server = OwnServer.start()) {
            return check(plan(server.url()));
        }
    }

    private int check(Plan plan) throws InterruptedException {
        LiveLine line = new LiveLine(System.err, Terminals.isStderr() && !quiet);
        if (!quiet) {
            System.err.println("checking " + Secrets.url(plan.settings().url().toString()) + ": " + plan.bounds());
        }
        Doctor doctor = new Doctor(plan, new CheckProgress(line), Clock.systemUTC());
        Interruption interruption = Interruption.running(doctor::interrupt);
        try {
            Recording recording = Secrets.of(secrets(plan)).mask(doctor.run());
            line.end();
            Facts facts = Facts.load();
            print(recording, facts);
            return write(recording, facts) ? exitCode(recording) : ExitCode.ABNORMAL_END;
        } finally {
            interruption.printed();
        }
    }

    /** Returns what must not be in a report: what was given to prove who connects. */
    private static List<String> secrets(Plan plan) {
        List<String> secrets = new ArrayList<>();
        for (WireSettings settings :
                plan.baseline() == null ? List.of(plan.settings()) : List.of(plan.settings(), plan.baseline())) {
            for (Header header : settings.headers()) {
                if (header.value() != null && !HARMLESS.matcher(header.name()).matches()) {
                    secrets.add(header.value());
                }
                if (header.name().equalsIgnoreCase("Cookie") && header.value() != null) {
                    // The value, too, wherever it stands alone; short ones are words of any sentence.
                    for (String pair : header.value().split(";")) {
                        String value = pair.substring(pair.indexOf('=') + 1).strip();
                        if (value.length() >= LEAST_COOKIE) {
                            secrets.add(value);
                        }
                    }
                }
            }
            // Some hand over a token as a subprotocol, for want of headers in browsers.
            settings.subprotocols().stream()
                    .filter(name -> name.length() >= LEAST_TOKEN)
                    .forEach(secrets::add);
            if (settings.proxy() != null && settings.proxy().password() != null) {
                secrets.add(settings.proxy().password());
            }
            if (settings.tls().passphrase() != null) {
                secrets.add(settings.tls().passphrase());
            }
        }
        return secrets;
    }

    private void print(Recording recording, Facts facts) {
        if (quiet) {
            System.out.println(CheckQuiet.of(recording));
        } else if (json) {
            System.out.println(CheckJson.of(recording, facts::fact));
        } else {
            boolean terminal = Terminals.isStdout();
            boolean colour = terminal && System.getenv("NO_COLOR") == null;
            System.out.print(
                    CheckText.of(recording, facts::fact, colour, terminal ? Terminals.columns() : MOST_COLUMNS));
        }
        System.out.flush();
    }

    private boolean write(Recording recording, Facts facts) {
        boolean written = junit == null || write("--junit", junit, CheckJunit.of(recording, facts::fact, worst()));
        return (html == null || write("--html", html, CheckHtml.of(recording, facts::fact))) && written;
    }

    private static boolean write(String option, Path file, String text) {
        try {
            Files.writeString(file, text, StandardCharsets.UTF_8);
            return true;
        } catch (IOException e) {
            System.err.println(option + " " + file + ": it could not be written; is the disk full?");
            return false;
        }
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

    private Plan plan(String given) {
        try {
            WireSettings settings = settings(given);
            WireSettings direct = baseline == null ? null : settings(baseline).proxy(null);
            boolean ours = isOurs(settings) && (direct == null || isOurs(direct));
            return new Plan(settings, direct, checks(), Limits.of(fast, ours || intensive, connections, idle));
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    /** Tells whether nothing can reach another machine: by its name, through a proxy, or after a redirect. */
    private static boolean isOurs(WireSettings settings) {
        return Limits.isLoopback(settings.url().host())
                && (settings.proxy() == null
                        || Limits.isLoopback(settings.proxy().host()))
                && settings.redirects() == 0;
    }

    private WireSettings settings(String given) {
        WireSettings settings = wire.settings(given, true);
        return fast && settings.connectTimeout().compareTo(FAST_CONNECT) > 0
                ? settings.connectTimeout(FAST_CONNECT)
                : settings;
    }

    private Set<Check> checks() {
        Set<Check> checks = only == null ? EnumSet.allOf(Check.class) : Check.parse(only);
        if (skip != null) {
            checks.removeAll(Check.parse(skip));
        }
        if (checks.isEmpty()) {
            throw new IllegalArgumentException("--skip leaves no check to do");
        }
        return checks;
    }

    private void writable(String option, Path file) {
        if (file != null
                && (Files.isDirectory(file)
                        || !Files.isDirectory(file.toAbsolutePath().getParent()))) {
            throw wrong(option + " " + file + " cannot be written: give a file in a folder that is there");
        }
    }

    private ParameterException wrong(String line) {
        return new ParameterException(spec.commandLine(), line);
    }
}
