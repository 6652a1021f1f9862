package dev.parley.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.Message;
import dev.parley.wire.MessageEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WaitTest {
    @Test
    void numberIsMessagesAndAUnitMakesItATime() {
        assertThat(Wait.parse("3")).isEqualTo(new Wait.Messages(3));
        assertThat(Wait.parse("2s")).isEqualTo(new Wait.Time(Duration.ofSeconds(2)));
        assertThat(Wait.parse("close")).isEqualTo(new Wait.UntilClosed());
    }

    @Test
    void patternIsLookedForInTextAndInTheHexOfBytes() {
        Wait.Match match = (Wait.Match) Wait.parse("/b+c/");
        assertThat(match.matches(message(true, "abbcd"))).isTrue();
        assertThat(match.matches(message(true, "acb"))).isFalse();
        assertThat(((Wait.Match) Wait.parse("/^6162$/")).matches(message(false, "ab")))
                .isTrue();
    }

    @Test
    void anythingElseIsRefusedWithExamples() {
        assertThatThrownBy(() -> Wait.parse("soon"))
                .hasMessage(
                        "'soon' is not something to wait for: give a number of messages (3), a duration (2s), a pattern"
                                + " (/done/) or close");
        assertThatThrownBy(() -> Wait.parse("/(/")).hasMessage("/(/ is not a pattern: Unclosed group");
    }

    private static MessageEvent message(boolean text, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return new MessageEvent(0, text ? new Message.Text(bytes) : new Message.Binary(bytes), 1, 0);
    }
}
