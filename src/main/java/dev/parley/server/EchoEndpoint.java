package dev.parley.server;

import dev.parley.core.MessageParts;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** An endpoint that sends every message back unchanged, in the same type; one that comes in fragments goes back whole. */
@ServerEndpoint(value = WebSocketPath.Template.ECHO, configurator = HandshakeConfigurator.class)
public final class EchoEndpoint extends Behaviour {
    private final MessageParts message = new MessageParts();

    public EchoEndpoint() {
        super(WebSocketPath.ECHO);
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
    void keep(String part) {
        message.add(part);
    }

    @Override
    void keep(byte[] part) {
        message.add(part);
    }

    @Override
    void forget() {
        message.clear();
    }

    @Override
    void answerText(long sinceNanos) {
        replies().text(message.takeText(), sinceNanos);
    }

    @Override
    void answerBinary(long sinceNanos) {
        replies().binary(ByteBuffer.wrap(message.takeBinary()), sinceNanos);
    }
}
