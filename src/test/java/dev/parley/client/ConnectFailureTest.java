package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.HandshakeRefusal;
import java.net.URI;
import java.time.Duration;
import org.glassfish.tyrus.core.HandshakeException;
import org.glassfish.tyrus.core.l10n.LocalizationMessages;
import org.junit.jupiter.api.Test;

class ConnectFailureTest {
    private static final URI THERE = URI.create("ws://example.com/ws");

    @Test
    void answerOf500IsToldAsWhatTheServerAnswered() {
        assertThat(line(new HandshakeException(500, LocalizationMessages.INVALID_RESPONSE_CODE(101, 500))))
                .isEqualTo("no WebSocket at ws://example.com/ws: the server answered HTTP 500, a WebSocket endpoint"
                        + " answers 101; " + HandshakeRefusal.remedy(500));
    }

    @Test
    void answerThatBreaksTheProtocolIsToldAsThatWhateverNumbersItHas() {
        assertThat(line(new HandshakeException("expected a500b=, got c=")))
                .isEqualTo(
                        "no WebSocket at ws://example.com/ws: the answer breaks the protocol: expected a500b=, got c=");
    }

    private static String line(Exception thrown) {
        ConnectFailure failure = ConnectFailure.of(thrown, THERE, Duration.ofSeconds(10));
        assertThat(failure.exitCode()).isEqualTo(4);
        return failure.line();
    }
}
