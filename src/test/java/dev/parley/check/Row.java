package dev.parley.check;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.Proxy;
import dev.parley.wire.Tls;
import dev.parley.wire.WireSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Is a row of the table of real hops and servers: what is started, what is checked, and what has to come of it. Methods return
 * the same row, changed.
 */
final class Row {
    /**
     * Is something that runs.
     *
     * @param end what is closed at the end, or null
     * @param url what to check
     * @param proxyPort the port of a proxy to go through, or 0
     */
    record Running(AutoCloseable end, String url, int proxyPort) {
        Running(AutoCloseable end, String url) {
            this(end, url, 0);
        }
    }

    /** Says between which bounds a number has to be; a number within a map of figures goes by its own name. */
    record Number(Check check, String figure, double least, double most) {}

    /** Starts something in a folder. */
    interface Start {
        Running in(Path folder) throws Exception;
    }

    /**
     * Is what one check has to come to.
     *
     * @param seen what the summary or a finding has to say, as a regular expression
     * @param fact the entry that a finding has to cite, or null
     * @param hop who has to be among the suspects, or null
     */
    record Expected(Check check, Verdict verdict, String seen, String fact, String hop) {}

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final String name;
    private final Start start;
    private final List<Expected> expected = new ArrayList<>();
    private final List<Number> numbers = new ArrayList<>();
    private Set<Check> checks = EnumSet.allOf(Check.class);
    private Duration idle = Duration.ofSeconds(2);
    private Integer connections;
    private UnaryOperator<WireSettings> settings = given -> given;
    private boolean clean;

    private Row(String name, Start start) {
        this.name = name;
        this.start = start;
    }

    static Row of(String name, Start start) {
        return new Row(name, start);
    }

    /** Has to give no warning at all: a false alarm is as bad as none. */
    Row clean() {
        clean = true;
        return this;
    }

    /** Runs these checks only. */
    Row only(Check... some) {
        checks = EnumSet.copyOf(List.of(some));
        return this;
    }

    Row idle(int seconds) {
        idle = Duration.ofSeconds(seconds);
        return this;
    }

    Row connections(int most) {
        connections = most;
        return this;
    }

    Row trusting(Path authority) {
        return with(given -> given.tls(new Tls(true, authority, null, null, null, null)));
    }

    Row with(UnaryOperator<WireSettings> change) {
        settings = change;
        return this;
    }

    Row expect(Check check, Verdict verdict, String seen) {
        return expect(check, verdict, seen, null, null);
    }

    Row expect(Check check, Verdict verdict, String seen, String fact, String hop) {
        expected.add(new Expected(check, verdict, seen, fact, hop));
        return this;
    }

    Row number(Check check, String figure, double least, double most) {
        numbers.add(new Number(check, figure, least, most));
        return this;
    }

    List<Number> numbers() {
        return numbers;
    }

    Start start() {
        return start;
    }

    boolean isClean() {
        return clean;
    }

    List<Expected> expected() {
        return expected;
    }

    /** Returns what is done about what runs. */
    Plan plan(Running running) {
        WireSettings base = WireSettings.to(WebSocketUrl.parse(running.url()));
        Proxy proxy = running.proxyPort() == 0
                ? null
                : new Proxy(Proxy.Kind.HTTP, "127.0.0.1", running.proxyPort(), null, null);
        WireSettings there = new WireSettings(
                base.url(),
                List.of(),
                List.of(),
                true,
                base.tls(),
                proxy,
                CONNECT_TIMEOUT,
                0,
                base.maxMessageBytes(),
                null);
        Limits fast = Limits.of(true, true, connections, idle);
        // As short as can be, and still to the end: some are slow by intent.
        Limits whole = new Limits(
                fast.connections(), fast.messageBytes(), fast.idle(), false, fast.intensive(), fast.patience());
        return new Plan(settings.apply(there), null, checks, whole);
    }

    @Override
    public String toString() {
        return name;
    }
}
