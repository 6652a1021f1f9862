package dev.parley.server;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;

/**
 * The listener that begins each WebSocket handshake when its request comes in, and ends it with that.
 *
 * <p>It is a listener because a filter is not asked everywhere: Jetty upgrades before any filter.
 */
public final class HandshakeListener implements ServletRequestListener {
    @Override
    public void requestInitialized(ServletRequestEvent event) {
        if (event.getServletRequest() instanceof HttpServletRequest request
                && Handshake.asksForWebSocket(request)
                && WebSocketPath.find(Handshake.path(request)) != null) {
            Handshake.begin(request, Server.current().background());
        }
    }

    @Override
    public void requestDestroyed(ServletRequestEvent event) {
        Handshake handshake = Handshake.end();
        if (handshake != null) {
            handshake.ended(Server.current().background());
        }
    }
}
