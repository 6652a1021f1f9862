package dev.parley.server;

import dev.parley.core.Printable;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;

/**
 * An endpoint that answers every message with {@code hello, i am server}, text to text and binary to binary, until either side
 * closes.
 *
 * <p>Each message is logged as {@code receive: …}: a text escaped and cut at 80 characters, a binary one as its length. Of
 * a longer message nothing more is kept.
 */
@ServerEndpoint(value = WebSocketPath.Template.WS, configurator = HandshakeConfigurator.class)
public final class HelloEndpoint extends Behaviour {
    private final StringBuilder start = new StringBuilder(0);

    public HelloEndpoint() {
        super(WebSocketPath.WS);
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
        // One character more than is shown, and two units for each, so that the cut is seen.
        int room = 2 * (Printable.LOG_CHARACTERS + 1) - start.length();
        start.append(part, 0, Math.min(part.length(), room));
    }

    @Override
    void answerText(long sinceNanos) {
        Hello.log(start.toString());
        start.setLength(0);
        replies().text(Hello.REPLY, sinceNanos);
    }

    @Override
    void answerBinary(long sinceNanos) {
        Hello.log(messageBytes());
        replies().binary(Hello.binaryReply(), sinceNanos);
    }
}
