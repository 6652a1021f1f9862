package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final Logger LOG = Logger.getLogger(Connection.class.getName());

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Recorder();
    private final FakeSession session = new FakeSession();

    @BeforeEach
    void record() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stopRecording() {
        session.holdClose.countDown();
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void failureClosesWith1011AndAReasonThatTellsNothingAndIsLoggedOnce() {
        Connection connection = Connection.open(session.session());
        connection.failed(new IllegalStateException("secret\ndetail"));
        connection.failed(new IllegalStateException("another"));
        connection.closed(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, "secret"));
        assertThat(session.closed.get(0).getCloseCode().getCode()).isEqualTo(1011);
        assertThat(session.closed.get(0).getReasonPhrase()).isEqualTo("internal error");
        assertThat(logged).singleElement().satisfies(record -> {
            assertThat(record.getLevel()).isEqualTo(Level.SEVERE);
            assertThat(record.getMessage())
                    .matches("connection \\d+ failed: java\\.lang\\.IllegalStateException: secret\\\\ndetail");
        });
    }

    @Test
    void sendThatFailsEndsTheConnectionInsteadOfThrowing() {
        Connection connection = Connection.open(session.session());
        session.failOnSend = new EOFException("gone");
        connection.send("text");
        connection.closed(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null));
        assertThat(session.closed).hasSize(1);
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("connection \\d+ lost: java\\.io\\.EOFException: gone");
    }

    @Test
    void peerThatVanishesIsLoggedEvenIfTheContainerReportsNoError() {
        Connection.open(session.session()).closed(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null));
        assertThat(messages()).singleElement().asString().matches("connection \\d+ lost: no close frame");
    }

    @Test
    void politeEndIsNotLogged() {
        Connection.open(session.session()).closed(new CloseReason(CloseCodes.NORMAL_CLOSURE, null));
        assertThat(logged).isEmpty();
    }

    @Test
    void closingAllWaitsForNobodyLongerThanItsPatience() {
        Connection.open(session.session());
        Connection.open(session.session());
        session.holdClose = new CountDownLatch(1);
        Connection.closeAll(CloseReasons.STOPPING, Duration.ofMillis(50));
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("not closed within 50 ms: \\[connection \\d+, connection \\d+]");
    }

    private List<String> messages() {
        return logged.stream().map(LogRecord::getMessage).toList();
    }

    private final class Recorder extends Handler {
        @Override
        public void publish(LogRecord record) {
            logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
