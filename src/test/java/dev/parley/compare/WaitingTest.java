package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.compare.Recording.Late;
import dev.parley.wire.Cause;
import dev.parley.wire.Ended;
import dev.parley.wire.Ended.How;
import dev.parley.wire.Ends;
import dev.parley.wire.Stage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitingTest {
    private static final Duration ASKED = Duration.ofSeconds(65);
    private static final long SECOND = 1_000_000_000;

    @Test
    void replyInTimeCame() {
        assertThat(late(Way.KEPT_ALIVE, 65, 200, null).came()).isTrue();
        assertThat(late(Way.WEB_SOCKET, 65, 0, null).came()).isTrue();
    }

    @Test
    void serverThatKnowsNoDelayIsSkipped() {
        assertSkipped(late(Way.KEPT_ALIVE, 0, 200, null), "no ?delay= there (answered at once)");
        assertSkipped(late(Way.KEPT_ALIVE, 0, 400, null), "no ?delay= there (HTTP 400)");
        assertSkipped(
                late(Way.WEB_SOCKET, 0, 0, Ends.at(Stage.HANDSHAKE, new Cause.HttpStatus(404))),
                "no /delay there (HTTP 404)");
    }

    @Test
    void whatSomethingOnTheWayDoesIsNoSkip() {
        assertFailed(late(Way.KEPT_ALIVE, 60, 504, null), "HTTP 504");
        assertFailed(late(Way.KEPT_ALIVE, 0, 503, null), "HTTP 503");
        assertFailed(
                late(Way.WEB_SOCKET, 60, 0, Ends.of(How.FIN)),
                "the server, or something on the way, ended the connection (FIN)");
    }

    private static void assertSkipped(Late late, String outcome) {
        assertThat(late.skipped()).isTrue();
        assertThat(late.outcome()).isEqualTo(outcome);
    }

    private static void assertFailed(Late late, String outcome) {
        assertThat(late.skipped()).isFalse();
        assertThat(late.outcome()).isEqualTo(outcome);
    }

    private static Late late(Way way, int seconds, int status, Ended ended) {
        return Waiting.late(way, new Exchange(0, seconds * SECOND, status, ended == null ? "hi" : null, ended), ASKED);
    }
}
