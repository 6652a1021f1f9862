package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.bench.OwnLimits.Machine;
import dev.parley.core.WebSocketUrl;
import dev.parley.wire.WireSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnLimitsTest {
    private static final Machine GREAT = new Machine(Long.MAX_VALUE, 28_232, 4, 0);

    @Test
    void enoughOfEverythingIsNotWorthAWord() {
        assertThat(OwnLimits.compare(plan(28_232, 4, List.of()), GREAT)).isEmpty();
    }

    @Test
    void tooFewOpenFilesNameTheCommandThatLiftsThat() {
        assertThat(OwnLimits.compare(plan(10_000, 1, List.of()), new Machine(1_024, 28_232, 4, 0)))
                .containsExactly(new OwnLimits.Finding(
                        true,
                        "10000 connections need 10100 open files, and this process may have 1024: 'ulimit -n 10100' before the"
                                + " command lifts that (as root if the hard limit is lower; in containers: docker run --ulimit"
                                + " nofile=10100)"));
    }

    @Test
    void tooFewPortsNameTheFlagThatLiftsThat() {
        assertThat(OwnLimits.compare(plan(30_000, 1, List.of()), GREAT))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.fatal()).isTrue();
                    assertThat(finding.line())
                            .startsWith("30000 connections need as many ports, and one source address has 28232: give"
                                    + " more with --source-ip");
                });
        InetAddress loopback = InetAddress.getLoopbackAddress();
        assertThat(OwnLimits.compare(plan(30_000, 1, List.of(loopback, loopback)), GREAT))
                .isEmpty();
    }

    @Test
    void busyMachineAndTooManyLoopsAreNoted() {
        assertThat(OwnLimits.compare(plan(10, 8, List.of()), new Machine(1_024, 28_232, 4, 0.75)))
                .extracting(OwnLimits.Finding::fatal, OwnLimits.Finding::line)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                false,
                                "--threads 8 is more than the 4 processors there are: event loops will wait for each other"),
                        org.assertj.core.groups.Tuple.tuple(
                                false,
                                "75 % of this machine's processors are taken by something else ('top' shows what): the figures"
                                        + " will tell of that, too"));
    }

    private static Plan plan(int connections, int threads, List<InetAddress> sources) {
        return new Plan(
                WireSettings.to(WebSocketUrl.parse("ws://127.0.0.1/ws")),
                sources,
                connections,
                new Load.Closed(1),
                new Traffic(Traffic.Kind.TEXT, new Messages.Numbered(1), 1, new Expected.FindOut()),
                new Plan.Times(null, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), 0, Duration.ofSeconds(1)),
                0,
                threads,
                Duration.ofSeconds(1));
    }
}
