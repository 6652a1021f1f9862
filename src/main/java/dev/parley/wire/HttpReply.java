package dev.parley.wire;

import java.nio.charset.StandardCharsets;

/**
 * A whole reply to a request over HTTP.
 *
 * @param nanos when all of it had arrived
 * @param last whether the server takes no other request on this connection
 */
public record HttpReply(long nanos, int status, byte[] body, boolean last) implements WireEvent {
    public String asText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
