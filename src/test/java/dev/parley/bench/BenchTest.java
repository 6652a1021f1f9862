package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.Ports;
import dev.parley.core.ExitCode;
import org.junit.jupiter.api.Test;

class BenchTest {
    @Test
    void interruptThatComesBeforeTheRunIsHeardBeforeAnythingIsConnected() throws InterruptedException {
        Plan plan = InProcess.plan("127.0.0.1:" + Ports.NOBODY, 1, new Load.Closed(1), null, 1);
        Bench bench = new Bench(plan, InProcess.silent());
        bench.interrupt();
        assertThatExceptionOfType(NoLoad.class)
                .isThrownBy(() -> bench.run(null))
                .withMessage("interrupted before the load began")
                .satisfies(noLoad -> assertThat(noLoad.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
        bench.close();
    }
}
