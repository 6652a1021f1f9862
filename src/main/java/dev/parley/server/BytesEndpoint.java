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
import java.nio.ByteBuffer;

/**
 * An endpoint that answers each message with as many bytes (binary) or characters (text) as the path says, always the same ones.
 *
 * <p>Byte N is N modulo 256; character N is the last digit of N.
 */
@ServerEndpoint(value = WebSocketPath.Template.BYTES, configurator = HandshakeConfigurator.class)
public final class BytesEndpoint extends Behaviour {
    private static final String DIGITS = "0123456789";

    private int count;

    public BytesEndpoint() {
        super(WebSocketPath.BYTES);
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
        count = PathParameters.bytes(
                session.getPathParameters().get("count"), server.settings().maxMessageBytes());
    }

    @Override
    void answerText(long sinceNanos) {
        String text = DIGITS.repeat(count / DIGITS.length()) + DIGITS.substring(0, count % DIGITS.length());
        replies().text(text, sinceNanos);
    }

    @Override
    void answerBinary(long sinceNanos) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) i;
        }
        replies().binary(ByteBuffer.wrap(bytes), sinceNanos);
    }
}
