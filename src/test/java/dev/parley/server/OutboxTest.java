package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Background background = new Background();
    private final Outbox outbox = new Outbox(background, 1_000);
    private final List<Integer> sent = new CopyOnWriteArrayList<>();
    private final CountDownLatch peerReads = new CountDownLatch(1);

    @AfterEach
    void stop() {
        peerReads.countDown();
        background.stop();
    }

    @Test
    void nobodyWaitsForAPeerAndWhatIsKeptForItIsBounded() {
        assertThat(outbox.add(100, this::awaitPeer)).isTrue();
        assertThat(outbox.add(500, () -> sent.add(1))).isTrue();
        // 100 bytes each beside the payload: 200 and 600 are kept, 200 are left.
        assertThat(outbox.add(101, () -> sent.add(2))).isFalse();
        assertThat(outbox.add(100, () -> sent.add(3))).isTrue();
        assertThat(sent).isEmpty();
        peerReads.countDown();
        awaitSent(List.of(1, 3));
        assertThat(outbox.add(900, () -> sent.add(4))).isTrue();
        awaitSent(List.of(1, 3, 4));
    }

    @Test
    void orderIsKept() {
        Outbox large = new Outbox(background, Long.MAX_VALUE);
        for (int i = 0; i < 1_000; i++) {
            int number = i;
            large.add(0, () -> sent.add(number));
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> sent.size() == 1_000);
        assertThat(sent).isSorted();
    }

    private void awaitSent(List<Integer> expected) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(sent)
                .isEqualTo(expected));
    }

    private void awaitPeer() {
        try {
            peerReads.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
