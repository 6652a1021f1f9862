package dev.parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
    private static final String SECRET = "s3cret \"pä/ss\\";

    @Test
    void everyOccurrenceIsMasked() {
        Secrets secrets = Secrets.of(List.of("hunter22", "hunter22-and-more"));
        assertThat(secrets.mask("hunter22, hunter22-and-more, xhunter22x")).isEqualTo("…, …, x…x");
        assertThat(Secrets.of(List.of("a.c$")).mask("abc$ a.c$")).isEqualTo("abc$ …");
    }

    @Test
    void formsOfUrlsAndReportsAreMaskedToo() {
        Secrets secrets = Secrets.of(List.of(SECRET));
        assertThat(secrets.mask("s3cret+%22p%C3%A4%2Fss%5C s3cret%20%22p%c3%a4%2fss%5c s3cret%20%22p%C3%A4/ss%5C"))
                .isEqualTo("… … …");
        assertThat(secrets.mask("s3cret \"pä/ss\\\\")).isEqualTo("…");
        assertThat(Secrets.of(List.of("tab\tbed")).mask("got tab\\tbed")).isEqualTo("got …");
    }

    @Test
    void secondWordOfACredentialIsASecretByItself() {
        assertThat(Secrets.of(List.of("Bearer abc.def")).mask("Bearer abc.def; abc.def"))
                .isEqualTo("…; …");
    }

    @Test
    void shortTextsAreNone() {
        Secrets secrets = Secrets.of(List.of("abc", "", "Basic ab"));
        assertThat(secrets.mask("abc ab")).isEqualTo("abc ab");
        assertThat(Secrets.of(List.of()).mask("abc")).isEqualTo("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "ws://h/ws, ws://h/ws",
        "wss://user:p@ss@h:8443/ws?x=1, wss://…@h:8443/ws?x=1",
        "user:pass@h/ws, …@h/ws",
        "ws://h/a@b?mail=c@d, ws://h/a@b?mail=c@d",
        "ws://h/?x=1&access_token=abc;d'e&y=2, ws://h/?x=1&access_token=…&y=2",
        "ws://h/?x=1;apiKey=abc#code=def, ws://h/?x=1;apiKey=…#code=…",
        "ws://h/?sid=abc&inside=1&pin=1234&spin=2, ws://h/?sid=…&inside=1&pin=…&spin=2",
        "ws://h/?token=, ws://h/?token=",
        "ws://h/?token=…, ws://h/?token=…",
    })
    void urlLosesWhatLooksSecret(String url, String masked) {
        assertThat(Secrets.url(url)).isEqualTo(masked);
    }

    @Test
    void urlsInTextsLoseWhatLooksSecret() {
        assertThat(Secrets.urlsIn("302 to 'https://u:p@login.example/?code=abc&x=1'"))
                .isEqualTo("302 to 'https://…@login.example/?code=…&x=1'");
        assertThat(Secrets.urlsIn("GET /ws?ticket=ST-1&x=1 HTTP/1.1; code 1006"))
                .isEqualTo("GET /ws?ticket=…&x=1 HTTP/1.1; code 1006");
    }

    @ParameterizedTest
    @CsvSource({
        "Authorization, true",
        "Proxy-Authorization, true",
        "Set-Cookie, true",
        "X-Api-Key, true",
        "x-auth-token, true",
        "Origin, false",
        "Sec-WebSocket-Key, false",
        "X-Request-Id, false"
    })
    void headersAreSecretByTheirName(String name, boolean secret) {
        assertThat(Secrets.isHeader(name)).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource({
        "graphql-transport-ws, false, false",
        "wamp.2.msgpack.batched, false, false",
        "v12.stomp, false, false",
        "bearer, true, false",
        "access_token, true, false",
        "base64url.bearer.authorization.k8s.io.c2VjcmV0, true, true",
        "550e8400-e29b-41d4-a716-446655440000, true, true",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln, true, true"
    })
    void subprotocolsAreTokensByTheirLooks(String name, boolean token, boolean masked) {
        assertThat(Secrets.isToken(name)).isEqualTo(token);
        assertThat(Secrets.ofSubprotocol(name)).isEqualTo(masked ? List.of(name) : List.of());
    }

    @Test
    void whatAUserHasSentInAHeaderIsASecretUnlessTheHeaderIsHarmless() {
        assertThat(Secrets.ofHeader("X-Session", "abcd")).containsExactly("abcd");
        assertThat(Secrets.ofHeader("Origin", "https://example.com")).isEmpty();
        assertThat(Secrets.ofHeader("Cookie", "id=12345678; lang=en"))
                .containsExactly("id=12345678; lang=en", "12345678");
    }
}
