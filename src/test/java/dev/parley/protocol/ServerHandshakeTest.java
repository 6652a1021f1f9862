package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerHandshakeTest {
    private static final String REQUEST = """
            GET /chat?a=b HTTP/1.1\r
            Host: h\r
            Upgrade: websocket\r
            Connection: keep-alive, Upgrade\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Protocol: chat, superchat\r
            Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=9, permessage-deflate\r
            \r
            """;

    @Test
    void requestOfTheRfcIsInOrder() {
        ServerHandshake handshake = read(REQUEST);
        assertThat(handshake.refusal()).isZero();
        assertThat(handshake.request().target()).isEqualTo("/chat?a=b");
        assertThat(handshake.subprotocols()).containsExactly("chat", "superchat");
    }

    @ParameterizedTest
    @CsvSource({
        "GET /,                                POST /,                       405",
        "HTTP/1.1,                             HTTP/1.0,                     505",
        "Upgrade: websocket,                   Upgrade: h2c,                 426",
        "'Connection: keep-alive, Upgrade',    Connection: keep-alive,       426",
        "Version: 13,                          Version: 8,                   426",
        "Sec-WebSocket-Version,                X-Version,                    426",
        "Host: h,                              X-Host: h,                    400",
        "Sec-WebSocket-Key,                    X-Key,                        400",
        "dGhlIHNhbXBsZSBub25jZQ==,             c2hvcnQ=,                     400",
        "dGhlIHNhbXBsZSBub25jZQ==,             '?',                          400"
    })
    void requestThatIsNotInOrderIsRefused(String right, String wrong, int status) {
        assertThat(REQUEST).contains(right);
        assertThat(read(REQUEST.replace(right, wrong)).refusal()).isEqualTo(status);
    }

    @Test
    void answerHoldsTheKeyTheSubprotocolAndTheExtension() {
        ServerHandshake handshake = read(REQUEST);
        assertThat(text(handshake.accept("chat", handshake.deflate(), List.of(new Header("X", "y")))))
                .isEqualTo("""
                        HTTP/1.1 101 Switching Protocols\r
                        Upgrade: websocket\r
                        Connection: Upgrade\r
                        Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
                        Sec-WebSocket-Protocol: chat\r
                        Sec-WebSocket-Extensions: permessage-deflate\r
                        X: y\r
                        \r
                        """);
    }

    @Test
    void refusalWith426NamesTheVersionThatIsSpoken() {
        assertThat(text(ServerHandshake.refuse(426, "Upgrade Required", 0, List.of())))
                .isEqualTo("""
                        HTTP/1.1 426 Upgrade Required\r
                        Upgrade: websocket\r
                        Connection: Upgrade, close\r
                        Sec-WebSocket-Version: 13\r
                        Content-Length: 0\r
                        \r
                        """);
    }

    @Test
    void whatIsNoRequestIsRefused() {
        assertThatThrownBy(() -> HttpHead.parse("hello\r\n\r\n")).hasMessage("no request line");
        assertThatThrownBy(() -> HttpHead.parse("GET / HTTP/1.1\r\nnothing\r\n\r\n"))
                .hasMessage("a line that is no header");
    }

    private static ServerHandshake read(String head) {
        return new ServerHandshake(HttpHead.parse(head));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
