package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.Header;
import java.util.List;
import org.junit.jupiter.api.Test;

class WireSettingsTest {
    private static final WireSettings SETTINGS = WireSettings.to(WebSocketUrl.parse("ws://h:8080/a?b"));

    @Test
    void secretsGoToTheSameOriginOnly() {
        WireSettings settings = SETTINGS.headers(List.of(
                new Header("Authorization", "Bearer x"),
                new Header("X-Custom-Token", "t"),
                new Header("Origin", "http://o")));
        assertThat(settings.redirectedTo(WebSocketUrl.parse("ws://h:8080/other"))
                        .headers())
                .hasSize(3);
        assertThat(settings.redirectedTo(WebSocketUrl.parse("ws://h:9090/a")).headers())
                .containsExactly(new Header("Origin", "http://o"));
    }
}
