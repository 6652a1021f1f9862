package dev.parley.cli;

import dev.parley.check.*;
import java.util.concurrent.Callable;
import picocli.CommandLine.*;

@Command(name = "check")
final class CheckCommand implements Callable<Integer> {
    @Parameters
    String url;

    @Option(names = "--idle", converter = Converter.Duration.class)
    java.time.Duration idle;

    @Option(names = "--fast")
    boolean fast;

    @Option(names = "--only")
    String only;

    @Option(names = "--connections")
    Integer connections;

    @Mixin
    WireOptions wire;

    @Mixin
    Help help;

    public Integer call() {
        var settings = wire.settings(url, true);
        var r = new Doctor(
                        new Plan(
                                settings,
                                null,
                                only == null ? java.util.EnumSet.allOf(Check.class) : Check.parse(only),
                                Limits.of(fast, Limits.isLoopback(settings.url().host()), connections, idle)),
                        Progress.NONE,
                        java.time.Clock.systemUTC())
                .run();
        System.out.println(r.hops());
        for (Result c : r.path()) {
            System.out.printf("%-8s %-12s %s (%.1f s)%n", c.verdict(), c.check().id(), c.summary(), c.nanos() / 1e9);
            c.details().forEach(d -> System.out.println("             " + d));
            c.findings().forEach(f -> System.out.println("        >>   " + f));
        }
        return 0;
    }
}
