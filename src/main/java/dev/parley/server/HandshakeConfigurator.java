package dev.parley.server;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** The decisions at the opening handshake (RFC 6455 section 4.2.2); it passes on to the connection what the request said. */
public final class HandshakeConfigurator extends ServerEndpointConfig.Configurator {
    /** Is called by the container. */
    public HandshakeConfigurator() {}

    @Override
    public boolean checkOrigin(String origin) {
        Handshake handshake = Handshake.current();
        boolean allowed = Server.current().admits(origin, handshake == null ? null : handshake.host());
        if (!allowed) {
            Server.current().metrics().refused(Refusals.Reason.ORIGIN);
        }
        return allowed;
    }

    /** Chooses the client's first: a server for tests speaks any. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.isEmpty() ? "" : requested.get(0);
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig endpoint, HandshakeRequest request, HandshakeResponse response) {
        Handshake handshake = Handshake.current();
        if (handshake != null) {
            handshake.accept(endpoint.getUserProperties(), endpoint.getPath().equals(WebSocketPath.Template.REQUEST));
        }
    }
}
