package dev.parley.wire;

import dev.parley.protocol.Header;
import java.util.List;

/** What a {@link WireServer} answers to a request. */
public sealed interface Welcome {
    /**
     * Accepts the opening handshake (RFC 6455 section 4.2.2). A request that is not in order is refused all the same.
     *
     * @param subprotocol the one chosen, or null
     * @param deflate whether permessage-deflate is taken where it is offered (RFC 7692)
     * @param headers sent last
     * @param listener is told of the connection
     */
    record Accept(String subprotocol, boolean deflate, List<Header> headers, WireListener listener)
            implements Welcome {}

    /**
     * Refuses it, and ends the TCP connection.
     *
     * @param reason the words after the status
     * @param headers sent last
     */
    record Refuse(int status, String reason, List<Header> headers, byte[] body) implements Welcome {}

    /**
     * Answers with any bytes, right or wrong; what follows is a WebSocket connection without compression.
     *
     * @param listener is told of the connection
     */
    record Verbatim(byte[] answer, WireListener listener) implements Welcome {}
}
