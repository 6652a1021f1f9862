package dev.parley.check.hops;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;

/** The threads of servers and relays, which have to be gone when these are closed. */
final class Threads {
    private Threads() {}

    /** Waits until none is left. */
    static void awaitNone() {
        Awaitility.await("the end of the threads of servers and relays")
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.matches("parley-test-(listening|relay)")));
    }
}
