package dev.parley.server;

import dev.parley.core.MessageParts;
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
 * An endpoint that sends every message back, cut into as many frames as the path says (RFC 6455 section 5.4), of nearly the same
 * length.
 *
 * <p>None of them is empty, because WildFly sends no empty ones: a message of fewer characters, or bytes, is cut into as many
 * frames as it has of them.
 */
@ServerEndpoint(value = WebSocketPath.Template.FRAGMENTS, configurator = HandshakeConfigurator.class)
public final class FragmentsEndpoint extends Behaviour {
    private final MessageParts message = new MessageParts();
    private int count;

    public FragmentsEndpoint() {
        super(WebSocketPath.FRAGMENTS);
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
        count = PathParameters.fragments(session.getPathParameters().get("count"));
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
        String text = message.takeText();
        int characters = text.codePointCount(0, text.length());
        String[] parts = new String[frames(characters)];
        int start = 0;
        for (int i = 0; i < parts.length; i++) {
            // Cut between characters: half of a surrogate pair cannot be sent.
            int end = text.offsetByCodePoints(start, share(characters, i, parts.length));
            parts[i] = text.substring(start, end);
            start = end;
        }
        replies().text(parts, sinceNanos);
    }

    @Override
    void answerBinary(long sinceNanos) {
        byte[] bytes = message.takeBinary();
        ByteBuffer[] parts = new ByteBuffer[frames(bytes.length)];
        int start = 0;
        for (int i = 0; i < parts.length; i++) {
            int length = share(bytes.length, i, parts.length);
            parts[i] = ByteBuffer.wrap(bytes, start, length);
            start += length;
        }
        replies().binary(parts, sinceNanos);
    }

    private int frames(int length) {
        return Math.max(1, Math.min(count, length));
    }

    /** Returns how many of {@code all} are in part {@code i} of {@code parts}. */
    private static int share(int all, int i, int parts) {
        return (int) ((long) all * (i + 1) / parts - (long) all * i / parts);
    }
}
