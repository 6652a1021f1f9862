package dev.parley.server;

import dev.parley.core.BinaryAssembly;
import dev.parley.core.TextAssembly;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/**
 * Sends every message back unchanged, in the same type, up to {@value Connection#MAX_MESSAGE_BYTES} bytes.
 *
 * <p>A message that comes in fragments is joined and goes back whole. A longer one closes the connection with 1009.
 */
@ServerEndpoint("/echo")
public final class EchoEndpoint {
    private final TextAssembly text = new TextAssembly(Connection.MAX_MESSAGE_BYTES);
    private final BinaryAssembly binary = new BinaryAssembly(Connection.MAX_MESSAGE_BYTES);
    private Connection connection;

    @OnOpen
    public void opened(Session session) {
        connection = Connection.open(session);
    }

    @OnMessage
    public void text(String part, boolean last) {
        if (!text.add(part)) {
            connection.close(CloseReasons.TOO_BIG);
        } else if (last) {
            connection.send(text.take());
        }
    }

    @OnMessage
    public void binary(byte[] part, boolean last) {
        if (!binary.add(part)) {
            connection.close(CloseReasons.TOO_BIG);
        } else if (last) {
            connection.send(ByteBuffer.wrap(binary.take()));
        }
    }

    @OnClose
    public void closed(CloseReason reason) {
        connection.closed(reason);
    }

    @OnError
    public void failed(Throwable failure) {
        connection.failed(failure);
    }
}
