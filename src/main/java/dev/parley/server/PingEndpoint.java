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
import java.util.Locale;

/**
 * An endpoint that pings the client at every interval, and sends each measured round trip as text: {@code ping N 0.532 ms} (RFC
 * 6455 section 5.5.2); with {@code ?report=none} nothing but pings goes down. What the client sends is ignored.
 */
@ServerEndpoint(value = WebSocketPath.Template.PING, configurator = HandshakeConfigurator.class)
public final class PingEndpoint extends Behaviour {
    private Turns pings;
    private volatile long number;
    // Touched by the container's thread only.
    private boolean reported;
    private long answered;

    public PingEndpoint() {
        super(WebSocketPath.PING);
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
        PathParameters.Ping ping =
                PathParameters.ping(session.getPathParameters().get("interval"), session.getQueryString());
        reported = ping.reported();
        pings = new Turns(server.background(), this::ping);
        repeat(server, ping.interval(), pings::addIfIdle);
    }

    @Override
    void answerText(long sinceNanos) {}

    @Override
    void answerBinary(long sinceNanos) {}

    @Override
    void ponged(ByteBuffer payload) {
        long nowNanos = System.nanoTime();
        // Its number and when it was sent; any other pong answers none of these pings.
        if (payload.remaining() != 2 * Long.BYTES) {
            return;
        }
        long ping = payload.getLong();
        double millis = (nowNanos - payload.getLong()) / 1e6;
        if (reported && ping > answered && ping <= number) {
            answered = ping;
            replies().text(String.format(Locale.ROOT, "ping %d %.3f ms", ping, millis), nowNanos);
        }
    }

    private void ping() {
        long next = number + 1;
        number = next;
        connection()
                .ping(ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(next)
                        .putLong(System.nanoTime())
                        .flip());
    }
}
