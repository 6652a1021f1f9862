package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignsOfLifeTest {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final FakeSession session = new FakeSession();
    private final Server server = FakeSession.server();
    private final CountDownLatch ended = new CountDownLatch(1);
    private Connection connection;
    private SignsOfLife signs;

    @BeforeEach
    void open() {
        connection = server.open(session.session(), WebSocketPath.ECHO, null);
        connection.atEnd(code -> ended.countDown());
        signs = new SignsOfLife(connection, server.background(), PATIENCE);
    }

    @AfterEach
    void stop() {
        server.stop(Duration.ZERO);
    }

    @Test
    void peerOfWhichNothingComesInIsGivenUp() throws InterruptedException {
        signs.begin();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(session.closed).singleElement().satisfies(reason -> {
            assertThat(reason.getCloseCode().getCode()).isEqualTo(1008);
            assertThat(reason.getReasonPhrase()).isEqualTo("no pong within 100ms");
        });
    }

    @Test
    void peerThatIsStillSendingALongMessageIsNotGivenUp() throws InterruptedException {
        // On the thread of the timer itself, so that the one is not late without the other.
        CountDownLatch reads = new CountDownLatch(200);
        Future<?> message = server.background().every(Duration.ofMillis(10), () -> {
            signs.read();
            reads.countDown();
        });
        signs.begin();
        assertThat(reads.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(connection.isClosing()).isFalse();
        message.cancel(false);
        assertThat(ended.await(20, TimeUnit.SECONDS))
                .as("given up when nothing comes any more")
                .isTrue();
    }
}
