package dev.parley.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.WebSocketUrl;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParleySearchTest {
    @ParameterizedTest
    @CsvSource({
        "ws://h/ws, /",
        "ws://h/, /",
        "ws://h/app/ws, /app/ /",
        "ws://h/app/delay/90s?token=x, /app/delay/?token=x /app/?token=x /?token=x",
        "ws://h/a/b/c/d/e, /a/b/c/d/ /a/b/c/ /a/b/",
        "ws://h/app/, /app/ /"
    })
    void aParleyIsLookedForWhereTheUrlMayBelongTo(String url, String targets) {
        assertThat(ParleySearch.bases(WebSocketUrl.parse(url)))
                .extracting(WebSocketUrl::target)
                .containsExactlyElementsOf(List.of(targets.split(" ")));
    }

    @Test
    void pathsOfAParleyKeepTheQueryThatWasGiven() {
        Parley parley = new Parley(WebSocketUrl.parse("ws://h/app/?token=x"), null);
        assertThat(parley.url("echo").target()).isEqualTo("/app/echo?token=x");
        assertThat(parley.url("close/1001?on=open").target()).isEqualTo("/app/close/1001?on=open&token=x");
        assertThat(new Parley(WebSocketUrl.parse("ws://h/"), null)
                        .url("push/1s")
                        .target())
                .isEqualTo("/push/1s");
    }
}
