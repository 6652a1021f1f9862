package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.wire.Proxy.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyTest {
    @ParameterizedTest
    @CsvSource({
        "proxy,                      http://proxy:3128",
        "proxy:8080,                 http://proxy:8080",
        "http://proxy/,              http://proxy:3128",
        "socks5://127.0.0.1,         socks5://127.0.0.1:1080",
        "socks5h://h:9,              socks5://h:9",
        "http://u:p@[::1]:3128,      http://[::1]:3128"
    })
    void whatPeopleTypeIsRead(String typed, String meant) {
        assertThat(Proxy.parse(typed)).hasToString(meant);
    }

    @Test
    void credentialsAreReadAndNeverShown() {
        assertThat(Proxy.parse("http://us%40er:p%3Ass@h:1")).isEqualTo(new Proxy(Kind.HTTP, "h", 1, "us@er", "p:ss"));
        assertThat(Proxy.parse("socks5://user@h")).isEqualTo(new Proxy(Kind.SOCKS5, "h", 1080, "user", ""));
        assertThatThrownBy(() -> Proxy.parse("ftp://user:secret@h"))
                .hasMessageStartingWith("'ftp://…@h' is not a proxy: give one like");
    }

    @Test
    void proxyBehindTlsIsRefusedWithAReason() {
        assertThatThrownBy(() -> Proxy.parse("https://proxy:443"))
                .hasMessage("a proxy that is itself reached by TLS (https://) is not supported: give its http:// port");
    }
}
