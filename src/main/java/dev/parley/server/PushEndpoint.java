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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An endpoint that sends {@code tick N 2026-11-22T12:00:00.000Z} at every interval, unasked; N counts the intervals from 1.
 *
 * <p>While a peer is still taking one tick the next ones are left out, and the gap in N tells. What it sends is ignored.
 */
@ServerEndpoint(value = WebSocketPath.Template.PUSH, configurator = HandshakeConfigurator.class)
public final class PushEndpoint extends Behaviour {
    private Turns ticks;
    private volatile long number;

    public PushEndpoint() {
        super(WebSocketPath.PUSH);
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
        Duration interval =
                PathParameters.interval(session.getPathParameters().get("interval"), WebSocketPath.Template.PUSH);
        ticks = new Turns(server.background(), this::tick);
        repeat(server, interval, this::due);
    }

    @Override
    void answerText(long sinceNanos) {}

    @Override
    void answerBinary(long sinceNanos) {}

    private void due() {
        number++;
        ticks.addIfIdle();
    }

    private void tick() {
        replies().unasked("tick " + number + " " + Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
