package dev.parley.server;

import dev.parley.core.CloseCode;
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
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Future;

/**
 * An endpoint that answers like {@code /ws}, that much later, in the order of the messages: a call that is longer than any HTTP
 * timeout.
 *
 * <p>A peer to whom {@value #MAX_PENDING} answers are due is closed with 1008 at its next message, so that what is kept for
 * it stays bounded.
 */
@ServerEndpoint(value = WebSocketPath.Template.DELAY, configurator = HandshakeConfigurator.class)
public final class DelayEndpoint extends Behaviour {
    private static final int MAX_PENDING = 1000;
    private static final CloseReason TOO_MANY =
            CloseReasons.of(CloseCode.POLICY_VIOLATION, "more than " + MAX_PENDING + " answers are due");

    private record Pending(boolean text, long sinceNanos) {}

    // Guarded by itself.
    private final Queue<Pending> pending = new ArrayDeque<>(0);
    private Background background;
    private Duration delay;
    private Turns answers;
    // For the first that is pending; guarded by pending.
    private Future<?> timer;

    public DelayEndpoint() {
        super(WebSocketPath.DELAY);
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
        background = server.background();
        delay = PathParameters.delay(
                session.getPathParameters().get("duration"), server.settings().idleTimeout());
        answers = new Turns(background, this::answerOne);
        connection().atEnd(code -> forgetPending());
    }

    @Override
    void answerText(long sinceNanos) {
        answerLater(new Pending(true, sinceNanos));
    }

    @Override
    void answerBinary(long sinceNanos) {
        answerLater(new Pending(false, sinceNanos));
    }

    private void answerLater(Pending message) {
        synchronized (pending) {
            if (pending.size() < MAX_PENDING) {
                pending.add(message);
                if (pending.size() == 1) {
                    timer = background.after(delay, answers::add);
                }
                return;
            }
        }
        connection().close(TOO_MANY);
    }

    private void forgetPending() {
        synchronized (pending) {
            pending.clear();
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }

    private void answerOne() {
        Pending message;
        synchronized (pending) {
            message = pending.peek();
        }
        if (message == null) {
            return;
        }
        if (message.text()) {
            replies().text(Hello.REPLY, message.sinceNanos());
        } else {
            replies().binary(Hello.binaryReply(), message.sinceNanos());
        }
        synchronized (pending) {
            pending.poll();
            Pending next = pending.peek();
            if (next != null && !connection().isClosing()) {
                long leftNanos = next.sinceNanos() + delay.toNanos() - System.nanoTime();
                timer = background.after(Duration.ofNanos(Math.max(0, leftNanos)), answers::add);
            }
        }
    }
}
