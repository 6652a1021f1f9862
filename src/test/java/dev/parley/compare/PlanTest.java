package dev.parley.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.WebSocketUrl;
import dev.parley.wire.WireSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    localhost:8080              | hello   | ws://localhost:8080/hello         | /hello?delay=65s
                    http://localhost:8080/app   | hello   | ws://localhost:8080/app/hello     | /app/hello?delay=65s
                    https://example.com/app/    | a?b=c   | wss://example.com/app/a?b=c       | /app/a?b=c&delay=65s
                    wss://example.com/app?x=y   | /status | wss://example.com/status          | /status?delay=65s
                    """)
    void pathsStandOnTheBase(String base, String hello, String url, String late) {
        Plan plan = plan(base, hello);
        assertThat(plan.http().url()).hasToString(url);
        assertThat(plan.lateTarget()).isEqualTo(late);
    }

    @Test
    void webSocketStandsOnTheBaseAndIsNotCompressed() {
        Plan plan = plan("http://localhost:8080/app", "hello");
        assertThat(plan.webSocket().url()).hasToString("ws://localhost:8080/app/ws");
        assertThat(plan.webSocket().compression()).isFalse();
        assertThat(plan.lateWebSocket().url()).hasToString("ws://localhost:8080/app/delay/65s");
    }

    private static Plan plan(String base, String hello) {
        return Plan.of(WireSettings.to(WebSocketUrl.parse(base)), hello, "ws", 1000, 10, Duration.ofSeconds(65));
    }
}
