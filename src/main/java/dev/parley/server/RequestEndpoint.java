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
import java.util.List;
import java.util.Map;

/**
 * An endpoint that sends the opening handshake as the server saw it, as JSON: at once, and again for every message.
 *
 * <p>So a client can see what proxies on the path have changed. What it sends is described in {@code request.schema.json}.
 */
@ServerEndpoint(value = WebSocketPath.Template.REQUEST, configurator = HandshakeConfigurator.class)
public final class RequestEndpoint extends Behaviour {
    private String json;

    /**
     * What is sent.
     *
     * @param remotePort null where the container does not know it
     * @param subprotocol null if none was agreed on
     */
    private record Document(
            int schema,
            String version,
            String method,
            String uri,
            String httpVersion,
            String scheme,
            String remoteAddress,
            Integer remotePort,
            Map<String, List<String>> headers,
            String subprotocol,
            List<String> extensions) {}

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
        Handshake.Facts facts = Handshake.facts(session.getUserProperties());
        if (facts == null) {
            throw new IllegalArgumentException("the handshake was not seen: ask for /request in just this spelling");
        }
        String subprotocol = session.getNegotiatedSubprotocol();
        json = Json.line(new Document(
                Json.SCHEMA,
                server.version(),
                facts.method(),
                facts.uri(),
                facts.httpVersion(),
                facts.scheme(),
                facts.remoteAddress(),
                facts.remotePort() > 0 ? facts.remotePort() : null,
                facts.headers(),
                subprotocol == null || subprotocol.isEmpty() ? null : subprotocol,
                extensions(session)));
        replies().unasked(json);
    }

    @Override
    void answerText(long sinceNanos) {
        replies().text(json, sinceNanos);
    }

    @Override
    void answerBinary(long sinceNanos) {
        replies().text(json, sinceNanos);
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
