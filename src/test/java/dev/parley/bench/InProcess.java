package dev.parley.bench;

import dev.parley.core.WebSocketUrl;
import dev.parley.report.LiveLine;
import dev.parley.wire.WireSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Runs of {@link Bench} in this process, whose recordings a test can look into. */
final class InProcess {
    private InProcess() {}

    /** Returns a plan of text messages of 8 bytes that are told apart, without a warm-up: all that is sent is measured. */
    static Plan plan(String url, int connections, Load load, Duration duration, long messages) {
        return new Plan(
                WireSettings.to(WebSocketUrl.parse(url)),
                List.of(),
                connections,
                load,
                new Traffic(Traffic.Kind.TEXT, new Messages.Numbered(8), 1, new Expected.FindOut()),
                new Plan.Times(null, Duration.ZERO, Duration.ZERO, duration, messages, Duration.ofSeconds(20)),
                0,
                1,
                Duration.ofSeconds(1));
    }

    /** Runs a plan to its end. */
    static Recording run(Plan plan) throws NoLoad, InterruptedException {
        Bench bench = new Bench(plan, silent());
        try {
            return bench.run(null);
        } finally {
            bench.close();
        }
    }

    /** Returns a watcher that says nothing. */
    static Watcher silent() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return new Progress(nowhere, new LiveLine(nowhere, false, 80), true);
    }
}
