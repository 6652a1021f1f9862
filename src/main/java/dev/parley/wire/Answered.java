package dev.parley.wire;

import dev.parley.protocol.Header;
import java.util.List;

/**
 * The handshake as it was sent and answered (RFC 6455 section 4), accepted or not.
 *
 * @param request what was sent, byte for byte
 * @param response what came back, byte for byte, as far as it was read: the head, and of a refusal the start of the body
 * @param status the HTTP status, 101 if the upgrade was accepted
 * @param reason the words after it; may be empty
 * @param headers in their order
 * @param body the start of a refusal's body
 */
public record Answered(
        long nanos, byte[] request, byte[] response, int status, String reason, List<Header> headers, byte[] body)
        implements WireEvent {
    /** Returns the value of the first header of that name, or null. */
    public String header(String name) {
        return Header.value(headers, name);
    }
}
