package dev.parley.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** Writes a client's handshake and checks the answer (RFC 6455 section 4.1). */
final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";
    static final String USER_AGENT = "parley/"
            + Objects.requireNonNullElse(Handshake.class.getPackage().getImplementationVersion(), "unpackaged");

    private final WireSettings settings;
    // As they were sent.
    private final List<Header> headers;
    private final byte[] request;
    private final String accept;

    Handshake(WireSettings settings) {
        this.settings = settings;
        byte[] nonce = new byte[16];
        RANDOM.nextBytes(nonce);
        this.headers = headers(Base64.getEncoder().encodeToString(nonce));
        this.request = write(headers);
        // A key that the user wrote is the one that is answered.
        this.accept = headers.stream()
                .filter(header -> header.is("Sec-WebSocket-Key"))
                .map(header -> hash(header.value()))
                .findFirst()
                .orElse(null);
    }

    byte[] request() {
        return request;
    }

    /** Returns the subprotocol that the server chose, or null (section 4.1, item 6 of the checks). */
    String subprotocol(Answered answer) throws HandshakeViolation {
        String chosen = answer.header(PROTOCOL);
        if (chosen != null && !offered(PROTOCOL).contains(chosen)) {
            throw new HandshakeViolation("the server chose the subprotocol '" + chosen + "', which was not offered");
        }
        return chosen;
    }

    /** Returns the compression that the server accepted, or null. */
    Compression compression(Answered answer) throws HandshakeViolation {
        List<String> accepted = answer.elements(EXTENSIONS);
        if (accepted.isEmpty()) {
            return null;
        }
        if (offered(EXTENSIONS).isEmpty() || accepted.size() > 1) {
            throw new HandshakeViolation(
                    "the server chose the extension '" + String.join(", ", accepted) + "', which was not offered");
        }
        return Compression.accepted(accepted.get(0));
    }

    /** Checks all that does not depend on what was offered (section 4.1, items 1 to 4 of the checks). */
    void check(Answered answer) throws HandshakeViolation {
        if (answer.status() != 101) {
            throw new HandshakeViolation("HTTP " + answer.status());
        }
        if (answer.elements("Upgrade").stream().noneMatch("websocket"::equalsIgnoreCase)) {
            throw new HandshakeViolation("the answer is 101 without the header 'Upgrade: websocket'");
        }
        if (answer.elements("Connection").stream().noneMatch("upgrade"::equalsIgnoreCase)) {
            throw new HandshakeViolation("the answer is 101 without the header 'Connection: Upgrade'");
        }
        String given = answer.header("Sec-WebSocket-Accept");
        if (given == null) {
            throw new HandshakeViolation("the answer is 101 without the header Sec-WebSocket-Accept");
        }
        if (!given.equals(accept)) {
            throw new HandshakeViolation("Sec-WebSocket-Accept is '" + given + "', which does not answer the key");
        }
    }

    private List<Header> headers(String key) {
        List<Header> headers = new ArrayList<>(List.of(
                new Header("Host", settings.url().authority()),
                new Header("Upgrade", "websocket"),
                new Header("Connection", "Upgrade"),
                new Header("Sec-WebSocket-Key", key),
                new Header("Sec-WebSocket-Version", "13"),
                new Header("User-Agent", USER_AGENT)));
        if (!settings.subprotocols().isEmpty()) {
            headers.add(new Header(PROTOCOL, String.join(", ", settings.subprotocols())));
        }
        if (settings.compression()) {
            headers.add(new Header(EXTENSIONS, Compression.OFFER));
        }
        headers.removeIf(own -> settings.headers().stream().anyMatch(given -> given.is(own.name())));
        settings.headers().stream().filter(given -> given.value() != null).forEach(given -> {
            // Servers and people look for it first (RFC 9110 section 7.2).
            headers.add(given.is("Host") ? 0 : headers.size(), given);
        });
        return headers;
    }

    private List<String> offered(String name) {
        return Answered.elements(headers, name);
    }

    private byte[] write(List<Header> headers) {
        StringBuilder head =
                new StringBuilder("GET ").append(settings.url().target()).append(" HTTP/1.1\r\n");
        for (Header header : headers) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String hash(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1")
                            .digest((key.strip() + GUID).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
