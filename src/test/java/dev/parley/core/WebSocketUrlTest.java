package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketUrlTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:8080/ws,            ws://localhost:8080/ws",
        "localhost,                    ws://localhost/",
        "ws://h:80/a?b=c,              ws://h/a?b=c",
        "wss://h,                      wss://h/",
        "wss://h:443/x,                wss://h/x",
        "http://h/x,                   ws://h/x",
        "HTTPS://h:8443,               wss://h:8443/",
        "ws://[::1]:8080/ws,           ws://[::1]:8080/ws",
        "ws://my_service:8080/ws,      ws://my_service:8080/ws",
        "ws://user:pass@h/x,           ws://h/x",
        "ws://h?a=1,                   ws://h/?a=1",
        "ws://h/a b/ü,                 ws://h/a%20b/%C3%BC",
        "ws://h/?q=a|b{%7c}%,          ws://h/?q=a%7Cb%7B%7c%7D%25",
        "ws://bücher.example/,         ws://xn--bcher-kva.example/"
    })
    void whatPeopleTypeIsRead(String typed, String meant) {
        assertThat(WebSocketUrl.parse(typed)).hasToString(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://h/", "ws://", "ws://h:0/", "ws://h:70000/", "ws://h/#part", "ws://h o/", "/ws"})
    void anythingElseIsRefusedWithAnExample(String typed) {
        assertThatThrownBy(() -> WebSocketUrl.parse(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + typed + "' is not a WebSocket URL: give one like ws://127.0.0.1:8080/ws,"
                        + " wss://example.com/ws or localhost:8080");
    }

    @Test
    void passwordIsReadApartAndNeverShown() {
        assertThat(WebSocketUrl.userInfo("wss://user:pass@h/x")).isEqualTo("user:pass");
        assertThat(WebSocketUrl.userInfo("wss://h/x")).isNull();
        assertThatThrownBy(() -> WebSocketUrl.parse("ftp://user:pass@h/"))
                .hasMessageStartingWith("'ftp://…@h/' is not a WebSocket URL");
        assertThatThrownBy(() -> WebSocketUrl.parse("user:sec/r@t@h:99999/"))
                .hasMessageStartingWith("'…@h:99999/' is not a WebSocket URL");
    }

    @ParameterizedTest
    @CsvSource({
        "/other,                 wss://h:8443/other,   true",
        "https://h:8443/b,       wss://h:8443/b,       true",
        "wss://H:8443/b,         wss://H:8443/b,       true",
        "https://h/b,            wss://h/b,            false",
        "/other#part,            wss://h:8443/other,   true",
        "http://h:8443/b,        ws://h:8443/b,        false",
        "https://other:8443/b,   wss://other:8443/b,   false"
    })
    void redirectIsFollowedAndAnotherOriginIsKnown(String location, String meant, boolean same) {
        WebSocketUrl url = WebSocketUrl.parse("wss://h:8443/a/b");
        assertThat(url.resolve(location)).hasToString(meant);
        assertThat(url.sameOrigin(url.resolve(location))).isEqualTo(same);
    }
}
