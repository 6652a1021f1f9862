package dev.parley.protocol;

import dev.parley.core.WebSocketUrl;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The opening handshake as a client does it: writes the request and checks the answer (RFC 6455 section 4.1). */
public final class ClientHandshake {
    /**
     * What an answer agrees to.
     *
     * @param subprotocol null if none was chosen
     * @param deflate null if no compression was accepted
     */
    public record Agreement(String subprotocol, DeflateParameters deflate) {}

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    // As they were sent.
    private final List<Header> headers;
    private final byte[] request;
    private final String accept;

    /**
     * Makes a request with a new key.
     *
     * @param userAgent what User-Agent says, unless a header is given for it
     * @param given sent in this order after those of the handshake; one of the same name takes the place of ours, and one
     *     without a value leaves it out
     * @param subprotocols offered in this order
     * @param deflate whether permessage-deflate is offered
     */
    public ClientHandshake(
            WebSocketUrl url, String userAgent, List<Header> given, List<String> subprotocols, boolean deflate) {
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        List<Header> own = new ArrayList<>(List.of(
                new Header("Host", url.authority()),
                new Header("Upgrade", "websocket"),
                new Header("Connection", "Upgrade"),
                new Header("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(nonce)),
                new Header("Sec-WebSocket-Version", "13"),
                new Header("User-Agent", userAgent)));
        if (!subprotocols.isEmpty()) {
            own.add(new Header(PROTOCOL, String.join(", ", subprotocols)));
        }
        if (deflate) {
            own.add(new Header(EXTENSIONS, DeflateParameters.OFFER));
        }
        this.headers = merge(own, given);
        this.request = HttpHead.write("GET " + url.target() + " HTTP/1.1", headers);
        // A key that the user wrote is the one that is answered.
        String key = Header.value(headers, "Sec-WebSocket-Key");
        this.accept = key == null ? null : AcceptKey.of(key);
    }

    /** Returns the request, byte for byte. */
    public byte[] request() {
        return request;
    }

    /**
     * Checks an answer (section 4.1, items 1 to 6 of the checks).
     *
     * @throws HandshakeViolation if it is none that a client may accept
     */
    public Agreement check(int status, List<Header> answer) throws HandshakeViolation {
        if (status != 101) {
            throw new HandshakeViolation(HandshakeRule.STATUS, Integer.toString(status));
        }
        if (Header.elements(answer, "Upgrade").stream().noneMatch("websocket"::equalsIgnoreCase)) {
            throw new HandshakeViolation(HandshakeRule.UPGRADE, "");
        }
        if (Header.elements(answer, "Connection").stream().noneMatch("upgrade"::equalsIgnoreCase)) {
            throw new HandshakeViolation(HandshakeRule.CONNECTION, "");
        }
        String given = Header.value(answer, "Sec-WebSocket-Accept");
        if (given == null) {
            throw new HandshakeViolation(HandshakeRule.ACCEPT_MISSING, "");
        }
        if (!given.equals(accept)) {
            throw new HandshakeViolation(HandshakeRule.ACCEPT_WRONG, given);
        }
        return new Agreement(subprotocol(answer), deflate(answer));
    }

    private String subprotocol(List<Header> answer) throws HandshakeViolation {
        String chosen = Header.value(answer, PROTOCOL);
        if (chosen != null && !Header.elements(headers, PROTOCOL).contains(chosen)) {
            throw new HandshakeViolation(HandshakeRule.SUBPROTOCOL_NOT_OFFERED, chosen);
        }
        return chosen;
    }

    private DeflateParameters deflate(List<Header> answer) throws HandshakeViolation {
        List<String> accepted = Header.elements(answer, EXTENSIONS);
        if (accepted.isEmpty()) {
            return null;
        }
        if (Header.elements(headers, EXTENSIONS).isEmpty() || accepted.size() > 1) {
            throw new HandshakeViolation(HandshakeRule.EXTENSION_NOT_OFFERED, String.join(", ", accepted));
        }
        return DeflateParameters.accepted(accepted.get(0));
    }

    private static List<Header> merge(List<Header> own, List<Header> given) {
        own.removeIf(header -> given.stream().anyMatch(other -> other.is(header.name())));
        given.stream().filter(header -> header.value() != null).forEach(header -> {
            // Servers and people look for it first (RFC 9110 section 7.2).
            own.add(header.is("Host") ? 0 : own.size(), header);
        });
        return List.copyOf(own);
    }
}
