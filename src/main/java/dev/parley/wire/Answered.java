package dev.parley.wire;

import java.util.ArrayList;
import java.util.List;

/**
 * Is the handshake as it was sent and answered (RFC 6455 section 4), accepted or not.
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
        return headers.stream()
                .filter(header -> header.is(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    /** Returns the elements of all headers of that name, which are lists with commas. */
    List<String> elements(String name) {
        return elements(headers, name);
    }

    static List<String> elements(List<Header> headers, String name) {
        List<String> elements = new ArrayList<>();
        for (Header header : headers) {
            if (header.is(name)) {
                for (String element : header.value().split(",")) {
                    if (!element.isBlank()) {
                        elements.add(element.strip());
                    }
                }
            }
        }
        return elements;
    }
}
