package dev.parley.server;

import dev.parley.core.Printable;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Answers every message with {@code hello, i am server}, text to text and binary to binary, until either side closes.
 *
 * <p>Each message is logged as {@code receive: …}: a text escaped and cut at 80 characters, a binary one as its length. Of
 * a longer message nothing more is kept.
 */
@ServerEndpoint("/ws")
public final class HelloEndpoint {
    private static final Logger LOG = System.getLogger(HelloEndpoint.class.getName());
    private static final String REPLY = "hello, i am server";
    private static final byte[] BINARY_REPLY = REPLY.getBytes(StandardCharsets.UTF_8);

    private final StringBuilder start = new StringBuilder();
    private long binaryBytes;
    private Connection connection;

    @OnOpen
    public void opened(Session session) {
        connection = Connection.open(session);
    }

    @OnMessage
    public void text(String part, boolean last) {
        // One character more than is shown, and two units for each, so that the cut is seen.
        int room = 2 * (Printable.LOG_CHARACTERS + 1) - start.length();
        start.append(part, 0, Math.min(part.length(), room));
        if (last) {
            LOG.log(Level.INFO, "receive: " + Printable.cut(start.toString(), Printable.LOG_CHARACTERS));
            start.setLength(0);
            connection.send(REPLY);
        }
    }

    @OnMessage
    public void binary(byte[] part, boolean last) {
        binaryBytes += part.length;
        if (last) {
            LOG.log(Level.INFO, "receive: " + binaryBytes + " bytes");
            binaryBytes = 0;
            // A buffer with an array of its own: Open Liberty cannot send a read-only one.
            connection.send(ByteBuffer.wrap(BINARY_REPLY));
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
