package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.Ports;
import dev.parley.core.ExitCode;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.WireSettings;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTest {
    @Test
    void interruptThatComesBeforeTheRunIsHeardBeforeAnythingIsConnected() throws InterruptedException {
        Bench bench = new Bench(planForNobody(), silent());
        bench.interrupt();
        assertThatExceptionOfType(NoLoad.class)
                .isThrownBy(() -> bench.run(null))
                .withMessage("interrupted before the load began")
                .satisfies(noLoad -> assertThat(noLoad.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
        bench.close();
    }

    private static Plan planForNobody() {
        return new Plan(
                WireSettings.to(WebSocketUrl.parse("127.0.0.1:" + Ports.NOBODY)),
                List.of(),
                1,
                new Load.Closed(1),
                new Traffic(Traffic.Kind.TEXT, new Messages.Numbered(1), 1, new Expected.FindOut()),
                new Plan.Times(null, Duration.ZERO, Duration.ZERO, null, 1, Duration.ofSeconds(1)),
                0,
                1,
                Duration.ofSeconds(1));
    }

    private static Watcher silent() {
        return new Progress(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8), false, true);
    }
}
