package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final Background background = new Background();
    private final Lifecycle lifecycle = new Lifecycle(background);
    private final List<Integer> ends = new ArrayList<>();

    @AfterEach
    void stop() {
        background.stop();
    }

    @Test
    void noStateIsLeftForAnEarlierOne() {
        ConnectionState[] states = ConnectionState.values();
        for (int from = 0; from < states.length; from++) {
            for (int to = 0; to < states.length; to++) {
                assertThat(states[from].mayBecome(states[to]))
                        .as("%s to %s", states[from], states[to])
                        .isEqualTo(to > from);
            }
        }
    }

    @Test
    void repliesThatAreDueStillGoOutWhenNothingMoreIsTaken() {
        lifecycle.drain();
        assertThat(lifecycle.takesMessages()).isFalse();
        assertThat(lifecycle.sends()).isTrue();
        assertThat(lifecycle.close(1009)).isTrue();
        assertThat(lifecycle.sends()).isFalse();
    }

    @Test
    void firstCodeOfThisSideIsItsOwn() {
        assertThat(lifecycle.ownCodeOr(1000)).isEqualTo(1000);
        assertThat(lifecycle.close(1001)).isTrue();
        assertThat(lifecycle.close(1008)).isFalse();
        assertThat(lifecycle.fail(1011)).isTrue();
        assertThat(lifecycle.fail(1006)).isFalse();
        assertThat(lifecycle.ownCodeOr(1000)).isEqualTo(1001);
    }

    @Test
    void endIsToldOnceToEverybodyLatecomersIncluded() {
        lifecycle.atEnd(ends::add);
        lifecycle.end(1001);
        lifecycle.end(1006);
        lifecycle.atEnd(ends::add);
        assertThat(ends).containsExactly(1001, 1001);
        assertThat(lifecycle.fail(1006)).isFalse();
        assertThat(lifecycle.ownCodeOr(1000)).isEqualTo(1000);
    }

    @Test
    void nothingBecomesDueWhenItIsTooLateForIt() throws InterruptedException {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        lifecycle.close(1000);
        lifecycle.whileOpen(Duration.ZERO, () -> ran.add("closing, while open"));
        awaitTimer();
        lifecycle.untilEnd(Duration.ZERO, () -> ran.add("closing, until the end"));
        awaitTimer();
        lifecycle.end(1000);
        lifecycle.untilEnd(Duration.ZERO, () -> ran.add("ended, until the end"));
        awaitTimer();
        assertThat(ran).containsExactly("closing, until the end");
    }

    /** Waits until what was due before has run: the timer has one thread. */
    private void awaitTimer() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        background.after(Duration.ZERO, ran::countDown);
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
