package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.WebSocketUrl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandshakeTest {
    /** The key and its answer of RFC 6455 section 1.3. */
    private static final Header KEY = new Header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

    private static final Header ACCEPT = new Header("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    private static final WireSettings SETTINGS = WireSettings.to(WebSocketUrl.parse("ws://h:8080/a?b"));

    @Test
    void requestIsTheOneOfTheRfc() {
        assertThat(request(SETTINGS.headers(List.of(KEY)))).isEqualTo("""
                        GET /a?b HTTP/1.1
                        Host: h:8080
                        Upgrade: websocket
                        Connection: Upgrade
                        Sec-WebSocket-Version: 13
                        User-Agent: parley/unpackaged
                        Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                        """.replace("\n", "\r\n"));
    }

    @Test
    void givenHeaderTakesThePlaceOfOursOrLeavesItOut() {
        assertThat(request(SETTINGS.compression(false)
                        .headers(List.of(
                                KEY,
                                Header.parse("host: other"),
                                Header.parse("Connection: keep-alive, Upgrade"),
                                Header.parse("User-Agent:"),
                                Header.parse("X-Empty;"),
                                Header.parse("X-Two: 1"),
                                Header.parse("X-Two: 2")))))
                .isEqualTo("""
                        GET /a?b HTTP/1.1
                        host: other
                        Upgrade: websocket
                        Sec-WebSocket-Version: 13
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                        Connection: keep-alive, Upgrade
                        X-Empty:\040
                        X-Two: 1
                        X-Two: 2

                        """.replace("\n", "\r\n"));
    }

    @Test
    void keysDiffer() {
        assertThat(request(SETTINGS)).isNotEqualTo(request(SETTINGS));
    }

    @Test
    void answerOfTheRfcIsAccepted() {
        Handshake handshake = new Handshake(SETTINGS.headers(List.of(KEY)));
        assertThatCode(() -> handshake.check(answer(
                        101,
                        new Header("upgrade", "WebSocket"),
                        new Header("connection", "keep-alive, Upgrade"),
                        ACCEPT)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "200, websocket, Upgrade, s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, HTTP 200",
        "101, h2c,       Upgrade, s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, the answer is 101 without the header 'Upgrade: websocket'",
        "101, websocket, close,   s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, the answer is 101 without the header 'Connection: Upgrade'",
        "101, websocket, Upgrade, AAAA,                         'Sec-WebSocket-Accept is ''AAAA'', which does not answer the key'"
    })
    void answerThatBreaksTheProtocolIsRefused(
            int status, String upgrade, String connection, String accept, String clause) {
        Handshake handshake = new Handshake(SETTINGS.headers(List.of(KEY)));
        Answered answer = answer(
                status,
                new Header("Upgrade", upgrade),
                new Header("Connection", connection),
                new Header("Sec-WebSocket-Accept", accept));
        assertThatThrownBy(() -> handshake.check(answer)).hasMessage(clause);
    }

    @Test
    void subprotocolAndExtensionMustHaveBeenOffered() {
        Handshake handshake = new Handshake(SETTINGS.compression(false));
        assertThatThrownBy(() -> handshake.subprotocol(answer(101, new Header("Sec-WebSocket-Protocol", "chat"))))
                .hasMessage("the server chose the subprotocol 'chat', which was not offered");
        assertThatThrownBy(() -> handshake.compression(
                        answer(101, new Header("Sec-WebSocket-Extensions", "permessage-deflate"))))
                .hasMessage("the server chose the extension 'permessage-deflate', which was not offered");
    }

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

    @ParameterizedTest
    @CsvSource({"'A: b',      'A: b'", "'A:b ',      'A: b'", "'Cookie: x', 'Cookie: …'", "'A: b: c',   'A: b: c'"})
    void headerIsReadAndSecretsAreNotShown(String line, String shown) {
        assertThat(Header.parse(line)).hasToString(shown);
    }

    @Test
    void headerThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Header.parse("no header"))
                .hasMessage("'no header' is not a header: give one like 'Name: value'");
        assertThatThrownBy(() -> Header.parse("a b: c")).hasMessage("'a b' is not the name of a header");
        assertThatThrownBy(() -> new Header("A", "b\r\nEvil: c"))
                .hasMessage("the value of the header A has a line break in it");
    }

    private static String request(WireSettings settings) {
        return new String(new Handshake(settings).request(), StandardCharsets.UTF_8);
    }

    private static Answered answer(int status, Header... headers) {
        return new Answered(0, new byte[0], new byte[0], status, "", new ArrayList<>(List.of(headers)), new byte[0]);
    }
}
