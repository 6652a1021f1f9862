package dev.parley.protocol;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The opening handshake as a server does it: reads the request and writes the answer (RFC 6455 section 4.2). */
public final class ServerHandshake {
    private static final String VERSION = "13";

    private final HttpHead request;

    public ServerHandshake(HttpHead request) {
        this.request = request;
    }

    public HttpHead request() {
        return request;
    }

    /**
     * Tells with which status the request has to be refused (section 4.2.1), or 0 if it is in order: 405 for another method
     * than GET, 505 for a version before HTTP/1.1, 426 if it asks for no upgrade or for another version of the protocol, and
     * 400 if something else is missing.
     */
    public int refusal() {
        if (!request.method().equals("GET")) {
            return 405;
        }
        if (!request.version().equals("HTTP/1.1")) {
            return 505;
        }
        if (Header.elements(request.headers(), "Upgrade").stream().noneMatch("websocket"::equalsIgnoreCase)
                || Header.elements(request.headers(), "Connection").stream().noneMatch("upgrade"::equalsIgnoreCase)) {
            return 426;
        }
        if (!VERSION.equals(request.header("Sec-WebSocket-Version"))) {
            return 426;
        }
        return request.header("Host") == null || !isKey(request.header("Sec-WebSocket-Key")) ? 400 : 0;
    }

    /** Returns the subprotocols that are offered, in their order. */
    public List<String> subprotocols() {
        return Header.elements(request.headers(), "Sec-WebSocket-Protocol");
    }

    /** Returns what the first offer of permessage-deflate comes to that can be taken, or null (RFC 7692 section 7.1). */
    public DeflateParameters deflate() {
        for (String offer : Header.elements(request.headers(), "Sec-WebSocket-Extensions")) {
            DeflateParameters taken = DeflateParameters.offered(offer);
            if (taken != null) {
                return taken;
            }
        }
        return null;
    }

    /**
     * Writes the answer that accepts.
     *
     * @param subprotocol null for none
     * @param deflate null for none
     * @param more more headers, sent last
     */
    public byte[] accept(String subprotocol, DeflateParameters deflate, List<Header> more) {
        List<Header> headers = new ArrayList<>(List.of(
                new Header("Upgrade", "websocket"),
                new Header("Connection", "Upgrade"),
                new Header("Sec-WebSocket-Accept", AcceptKey.of(request.header("Sec-WebSocket-Key")))));
        if (subprotocol != null) {
            headers.add(new Header("Sec-WebSocket-Protocol", subprotocol));
        }
        if (deflate != null) {
            headers.add(new Header("Sec-WebSocket-Extensions", deflate.answer()));
        }
        headers.addAll(more);
        return HttpHead.write("HTTP/1.1 101 Switching Protocols", headers);
    }

    /**
     * Writes the head of an answer that refuses; the connection ends after it.
     *
     * @param more more headers, sent last; with 426 the version that is spoken is sent by itself (section 4.4)
     */
    public static byte[] refuse(int status, String reason, int bodyBytes, List<Header> more) {
        List<Header> headers = new ArrayList<>();
        if (status == 426) {
            headers.add(new Header("Upgrade", "websocket"));
            headers.add(new Header("Connection", "Upgrade, close"));
            headers.add(new Header("Sec-WebSocket-Version", VERSION));
        } else {
            headers.add(new Header("Connection", "close"));
        }
        headers.add(new Header("Content-Length", Integer.toString(bodyBytes)));
        headers.addAll(more);
        return HttpHead.write("HTTP/1.1 " + status + " " + reason, headers);
    }

    private static boolean isKey(String key) {
        try {
            return key != null && Base64.getDecoder().decode(key).length == 16;
        } catch (IllegalArgumentException e) {
            // 4.2.1, item 5: it is no base64.
            return false;
        }
    }
}
