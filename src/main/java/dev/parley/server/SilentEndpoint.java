package dev.parley.server;

import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/** An endpoint that accepts everything and never answers. */
@ServerEndpoint(value = WebSocketPath.Template.SILENT, configurator = HandshakeConfigurator.class)
public final class SilentEndpoint extends Behaviour {
    public SilentEndpoint() {
        super(WebSocketPath.SILENT);
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
    void answerText(long sinceNanos) {}

    @Override
    void answerBinary(long sinceNanos) {}
}
