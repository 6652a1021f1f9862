package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.WebSocketUrl;
import dev.parley.protocol.ClientHandshake.Agreement;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientHandshakeTest {
    /** The key and its answer of RFC 6455 section 1.3. */
    private static final Header KEY = new Header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

    private static final Header ACCEPT = new Header("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    private static final WebSocketUrl URL = WebSocketUrl.parse("ws://h:8080/a?b");

    @Test
    void requestIsTheOneOfTheRfc() {
        assertThat(request(true, KEY)).isEqualTo("""
                        GET /a?b HTTP/1.1
                        Host: h:8080
                        Upgrade: websocket
                        Connection: Upgrade
                        Sec-WebSocket-Version: 13
                        User-Agent: a client
                        Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits
                        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

                        """.replace("\n", "\r\n"));
    }

    @Test
    void givenHeaderTakesThePlaceOfOursOrLeavesItOut() {
        assertThat(request(
                        false,
                        KEY,
                        Header.parse("host: other"),
                        Header.parse("Connection: keep-alive, Upgrade"),
                        Header.parse("User-Agent:"),
                        Header.parse("X-Empty;"),
                        Header.parse("X-Two: 1"),
                        Header.parse("X-Two: 2")))
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
        assertThat(request(true)).isNotEqualTo(request(true));
    }

    @Test
    void answerOfTheRfcIsAccepted() throws HandshakeViolation {
        assertThat(handshake(true, KEY)
                        .check(
                                101,
                                List.of(
                                        new Header("upgrade", "WebSocket"),
                                        new Header("connection", "keep-alive, Upgrade"),
                                        ACCEPT)))
                .isEqualTo(new Agreement(null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "200, websocket, Upgrade, s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, STATUS, 200",
        "101, h2c,       Upgrade, s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, UPGRADE, ''",
        "101, websocket, close,   s3pPLMBiTxaQ9kYGzzhZRbK+xOo=, CONNECTION, ''",
        "101, websocket, Upgrade, AAAA,                         ACCEPT_WRONG, AAAA"
    })
    void answerThatBreaksTheProtocolIsRefused(
            int status, String upgrade, String connection, String accept, HandshakeRule rule, String value) {
        List<Header> answer = List.of(
                new Header("Upgrade", upgrade),
                new Header("Connection", connection),
                new Header("Sec-WebSocket-Accept", accept));
        assertBreaks(handshake(true, KEY), status, answer, rule, value);
    }

    @Test
    void answerWithoutAnAcceptKeyIsRefused() {
        List<Header> answer = List.of(new Header("Upgrade", "websocket"), new Header("Connection", "Upgrade"));
        assertBreaks(handshake(true, KEY), 101, answer, HandshakeRule.ACCEPT_MISSING, "");
    }

    @Test
    void subprotocolAndExtensionMustHaveBeenOffered() {
        assertBreaks(
                handshake(false, KEY),
                101,
                accepted(new Header("Sec-WebSocket-Protocol", "chat")),
                HandshakeRule.SUBPROTOCOL_NOT_OFFERED,
                "chat");
        assertBreaks(
                handshake(false, KEY),
                101,
                accepted(new Header("Sec-WebSocket-Extensions", "permessage-deflate")),
                HandshakeRule.EXTENSION_NOT_OFFERED,
                "permessage-deflate");
    }

    private static List<Header> accepted(Header more) {
        return List.of(new Header("Upgrade", "websocket"), new Header("Connection", "Upgrade"), ACCEPT, more);
    }

    private static void assertBreaks(
            ClientHandshake handshake, int status, List<Header> answer, HandshakeRule rule, String value) {
        assertThatThrownBy(() -> handshake.check(status, answer))
                .isInstanceOfSatisfying(HandshakeViolation.class, violation -> {
                    assertThat(violation.rule()).isEqualTo(rule);
                    assertThat(violation.value()).isEqualTo(value);
                });
    }

    private static ClientHandshake handshake(boolean deflate, Header... headers) {
        return new ClientHandshake(URL, "a client", List.of(headers), List.of(), deflate);
    }

    private static String request(boolean deflate, Header... headers) {
        return new String(handshake(deflate, headers).request(), StandardCharsets.UTF_8);
    }
}
