package dev.parley.server;

import dev.parley.core.PathParameters;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/**
 * An endpoint that closes with the code in the path and the {@code ?reason=} of the query: at the first message, or at once with
 * {@code ?on=open}.
 */
@ServerEndpoint(value = WebSocketPath.Template.CLOSE, configurator = HandshakeConfigurator.class)
public final class CloseEndpoint extends Behaviour {
    private PathParameters.Close close;

    public CloseEndpoint() {
        super(WebSocketPath.CLOSE);
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
        close = PathParameters.close(session.getPathParameters().get("code"), session.getQueryString());
        if (close.onOpen()) {
            closeAsAsked();
        }
    }

    @Override
    void answerText(long sinceNanos) {
        closeAsAsked();
    }

    @Override
    void answerBinary(long sinceNanos) {
        closeAsAsked();
    }

    private void closeAsAsked() {
        connection().close(CloseReasons.of(close.code(), close.reason()));
    }
}
