package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import java.io.EOFException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final Logger LOG = Logger.getLogger("dev.parley.server");

    private final List<LogRecord> logged = new ArrayList<>();
    private final Handler handler = new Recorder();
    private final FakeSession session = new FakeSession();
    private final Server server = FakeSession.server("parley.max-connections", "2");

    @BeforeEach
    void record() {
        LOG.addHandler(handler);
        LOG.setUseParentHandlers(false);
    }

    @AfterEach
    void stopRecording() {
        session.holdClose.countDown();
        server.stop(Duration.ZERO);
        LOG.removeHandler(handler);
        LOG.setUseParentHandlers(true);
    }

    @Test
    void failureClosesWith1011AndAReasonThatTellsNothingAndIsLoggedOnce() {
        Connection connection = open();
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
        Connection connection = open();
        session.failOnSend = new EOFException("gone");
        connection.replies().unasked("text");
        connection.closed(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null));
        assertThat(session.closed).hasSize(1);
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("connection \\d+ lost: java\\.io\\.EOFException: gone");
    }

    @Test
    void peerThatVanishesIsLoggedEvenIfTheContainerReportsNoError() {
        open().closed(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null));
        assertThat(messages()).singleElement().asString().matches("connection \\d+ lost: no close frame");
    }

    @Test
    void politeEndIsNotLogged() {
        open().closed(new CloseReason(CloseCodes.NORMAL_CLOSURE, null));
        assertThat(logged).isEmpty();
    }

    @Test
    void closingAllWaitsForNobodyLongerThanItsPatience() {
        open();
        open();
        session.holdClose = new CountDownLatch(1);
        server.connections().closeAll(CloseReasons.STOPPING, Duration.ofMillis(50));
        assertThat(messages())
                .singleElement()
                .asString()
                .matches("not closed within 50 ms: \\[connection \\d+, connection \\d+]");
    }

    @Test
    void connectionOverTheLimitIsClosedWith1013AndTakesNoPlace() {
        open();
        open();
        Connection refused = open();
        assertThat(refused.isClosing()).isTrue();
        assertThat(session.closed).singleElement().satisfies(reason -> {
            assertThat(reason.getCloseCode().getCode()).isEqualTo(1013);
            assertThat(reason.getReasonPhrase())
                    .isEqualTo("full: all 2 connections are taken (max-connections), try again later");
        });
        refused.closed(session.closed.get(0));
        assertThat(server.admission().taken()).isEqualTo(2);
        assertThat(server.metrics().refusedCount()).isEqualTo(1);
    }

    @Test
    void placeIsFreeAgainOnceHoweverOftenTheEndIsTold() {
        Connection connection = open();
        open();
        for (int i = 0; i < 3; i++) {
            connection.closed(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, null));
        }
        assertThat(server.admission().taken()).isEqualTo(1);
    }

    @Test
    void connectionThatHasEndedIsKeptByNoTimer() {
        Connection connection = open();
        connection.later(Duration.ofHours(1), () -> {});
        connection.close(CloseReasons.tooBig(server.settings()));
        connection.closed(new CloseReason(CloseCodes.CLOSED_ABNORMALLY, ""));
        WeakReference<Connection> gone = new WeakReference<>(connection);
        connection = null;
        Awaitility.await().untilAsserted(() -> {
            System.gc();
            assertThat(gone.get()).isNull();
        });
    }

    private Connection open() {
        return server.open(session.session(), WebSocketPath.ECHO, null);
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
