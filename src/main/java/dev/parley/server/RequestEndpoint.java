package dev.parley.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Extension;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the opening handshake as the server saw it, as JSON: at once, and again for every message.
 *
 * <p>So a client can see what proxies on the path have changed.
 */
@ServerEndpoint(value = RequestEndpoint.PATH, configurator = HandshakeConfigurator.class)
public final class RequestEndpoint extends Behaviour {
    static final String PATH = "/request";

    private String json;

    public RequestEndpoint() {
        super(WebSocketPath.REQUEST);
    }

    @OnOpen
    @Override
    public void opened(Session session) {
        super.opened(session);
    }

    @OnMessage
    @Override
    public void text(String part, boolean last) {
        super.text(part, last);
    }

    @OnMessage
    @Override
    public void binary(byte[] part, boolean last) {
        super.binary(part, last);
    }

    @OnMessage
    @Override
    public void pong(PongMessage pong) {
        super.pong(pong);
    }

    @OnClose
    @Override
    public void closed(CloseReason reason) {
        super.closed(reason);
    }

    @OnError
    @Override
    public void failed(Throwable failure) {
        super.failed(failure);
    }

    @Override
    void start(Session session, Server server) {
        Map<String, Object> request = new LinkedHashMap<>();
        Handshake.Facts facts = Handshake.facts(session.getUserProperties());
        if (facts == null) {
            throw new IllegalArgumentException("the handshake was not seen: ask for /request in just this spelling");
        }
        request.put("method", facts.method());
        request.put("uri", facts.uri());
        request.put("httpVersion", facts.httpVersion());
        request.put("scheme", facts.scheme());
        request.put("remoteAddress", facts.remoteAddress());
        request.put("remotePort", facts.remotePort());
        request.put("headers", facts.headers());
        request.put("subprotocol", session.getNegotiatedSubprotocol());
        request.put("extensions", extensions(session));
        json = Json.line(request);
        connection().send(json);
    }

    @Override
    void answerText(long sinceNanos) {
        connection().reply(json, sinceNanos);
    }

    @Override
    void answerBinary(long sinceNanos) {
        connection().reply(json, sinceNanos);
    }

    private static List<String> extensions(Session session) {
        return session.getNegotiatedExtensions().stream()
                .map(RequestEndpoint::text)
                .toList();
    }

    /** Writes an extension as in the header: {@code permessage-deflate; client_max_window_bits=15} (RFC 6455 section 9.1). */
    private static String text(Extension extension) {
        StringBuilder text = new StringBuilder(extension.getName());
        for (Extension.Parameter parameter : extension.getParameters()) {
            text.append("; ").append(parameter.getName());
            if (parameter.getValue() != null) {
                text.append('=').append(parameter.getValue());
            }
        }
        return text.toString();
    }
}
