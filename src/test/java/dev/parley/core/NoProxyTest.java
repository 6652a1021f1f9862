package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoProxyTest {
    @ParameterizedTest
    @CsvSource({
        "*,                        a.example.com, true",
        "example.com,              a.example.com, true",
        ".example.com,             a.example.com, true",
        "*.example.com,            a.example.com, true",
        "EXAMPLE.com,              a.Example.com, true",
        "example.com,              badexample.com, false",
        "other.com example.com,    example.com,   true",
        "'other.com,example.com',  example.com,   true",
        "example.com:8080,         example.com,   true",
        "example.com:9090,         example.com,   false",
        "127.0.0.1,                127.0.0.1,     true",
        "[::1]:8080,               ::1,           true",
        "::1,                      ::1,           true",
        "'',                       example.com,   false"
    })
    void hostsOfTheListAndTheirSubdomainsAreReachedDirectly(String list, String host, boolean direct) {
        assertThat(NoProxy.matches(list, host, 8080)).isEqualTo(direct);
    }
}
