package dev.parley.cli;

import dev.parley.bench.Load;
import dev.parley.bench.Plan;
import dev.parley.bench.RateSearch;
import dev.parley.bench.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of {@code bench} that say how much load there is, and when. */
final class LoadOptions {
    private static final int MOST_CONNECTIONS = 1_000_000;
    private static final double FIRST_RATE = 1_000;

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
            description = "Measure this many messages in all, instead of a duration.")
    private Long messageCount;

    @Option(
            names = "--in-flight",
            paramLabel = "N",
            description = {
                "Closed load: keep this many messages of each connection waiting for their replies; default 1. With"
                        + " --rate: at most this many; default no limit."
            })
    private Integer inFlight;

    @Option(
            names = {"-r", "--rate"},
            paramLabel = "RATE",
            converter = Converter.Rate.class,
            description = "Open load: send this many messages a second over all connections, on schedule: 5000/s 90/m.")
    private Double rate;

    @Option(
            names = "--find-rate",
            paramLabel = "'p99<10ms'",
            split = ",",
            converter = Converter.Promise.class,
            description =
                    "Find the highest rate that keeps this promise without errors; starts from --rate, or 1000/s.")
    private List<Threshold> promise = new ArrayList<>();

    @Option(names = "--idle", description = "Send nothing: hold the connections, and count what arrives.")
    private boolean idle;

    @Option(
            names = "--ramp-up",
            paramLabel = "DURATION",
            defaultValue = "0",
            converter = Converter.Duration.class,
            description =
                    "Open the connections over this time, each starting its load at once; default: first open all, then start.")
    private Duration rampUp;

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            converter = Converter.Duration.class,
            description =
                    "Let the load run this long before it is measured; default 2s, or 0 with --messages or --idle.")
    private Duration warmUp;

    @Option(
            names = "--drain",
            paramLabel = "DURATION",
            defaultValue = "5s",
            converter = Converter.Duration.class,
            description = "Wait this long for the last replies, and for the first one; default ${DEFAULT-VALUE}.")
    private Duration drain;

    @Option(
            names = "--start-at",
            paramLabel = "TIME",
            description =
                    "Start at this time, on several machines at once: 2026-11-24T12:00:00Z, or 12:00:30 for today.")
    private String startAt;

    @Option(
            names = "--interval",
            paramLabel = "DURATION",
            defaultValue = "1s",
            converter = Converter.Duration.class,
            description = "Length of each slice of progress, charts and logs; default ${DEFAULT-VALUE}.")
    private Duration interval;

    int connections() {
        return connections;
    }

    Duration interval() {
        return interval;
    }

    boolean idle() {
        return idle;
    }

    boolean isSearch() {
        return !promise.isEmpty();
    }

    /** Makes sure that the options go together. */
    void check() {
        WrongUsage.unless(
                connections >= 1 && connections <= MOST_CONNECTIONS,
                "--connections " + connections + " is out of range: give 1 to " + MOST_CONNECTIONS);
        WrongUsage.unless(
                messageCount == null || messageCount >= 1,
                "--messages " + messageCount + " is out of range: give at least 1");
        WrongUsage.unless(messageCount == null || duration == null, "--messages and --duration both: give one");
        WrongUsage.unless(duration == null || !duration.isZero(), "--duration 0 is too short: give one like 30s");
        WrongUsage.unless(
                inFlight == null || inFlight >= 1, "--in-flight " + inFlight + " is out of range: give at least 1");
        WrongUsage.unless(!interval.isZero(), "--interval 0 is too short: give one like 1s");
        WrongUsage.unless(
                !idle || rate == null && !isSearch() && inFlight == null && messageCount == null,
                "--idle sends nothing: without --rate, --find-rate, --in-flight, --messages and --ping");
        if (isSearch()) {
            WrongUsage.unless(
                    promise.stream().allMatch(Threshold::isPromise),
                    "--find-rate looks for what a higher rate breaks: give it an upper limit of a latency or of errors, like p99<10ms");
            WrongUsage.unless(
                    messageCount == null && inFlight == null,
                    "--find-rate sets the rate: without --messages and --in-flight");
        }
    }

    /** Returns the search that is asked for, or null. */
    RateSearch search() {
        return isSearch() ? new RateSearch(promise, rate()) : null;
    }

    /**
     * Returns what is sent when.
     *
     * @param answered whether replies are waited for
     */
    Load load(boolean answered) {
        if (idle) {
            return new Load.Idle();
        }
        if (rate != null || isSearch()) {
            return new Load.Open(rate(), inFlight == null ? Integer.MAX_VALUE : inFlight);
        }
        WrongUsage.unless(
                answered, "--expect none needs --rate: without replies nothing says when to send the next message");
        return new Load.Closed(inFlight == null ? 1 : inFlight);
    }

    Plan.Times times() {
        Duration measured = duration != null ? duration : Duration.ofSeconds(isSearch() ? 3 : 10);
        WrongUsage.unless(
                rate == null || messageCount != null || rate * measured.toMillis() >= 1_000,
                "--rate is less than one message in the time that is measured: give a longer --duration, or --messages");
        return new Plan.Times(
                start(),
                rampUp,
                warmUp != null ? warmUp : usualWarmUp(),
                messageCount != null ? null : measured,
                messageCount == null ? 0 : messageCount,
                drain);
    }

    private double rate() {
        return rate == null ? FIRST_RATE : rate;
    }

    private Duration usualWarmUp() {
        return Duration.ofSeconds(messageCount != null || idle ? 0 : isSearch() ? 1 : 2);
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
                        + "s ago: this run starts at once, and not together with others");
            }
            return start;
        } catch (DateTimeParseException e) {
            throw new WrongUsage("--start-at '" + startAt
                    + "' is not a time: give one like 2026-11-24T12:00:00Z, or 12:00:30 for today");
        }
    }
}
