package dev.parley.client;

import dev.parley.client.HelloEvent.Closed;
import dev.parley.client.HelloEvent.Failed;
import dev.parley.client.HelloEvent.Reply;
import dev.parley.core.CloseCode;
import dev.parley.core.Durations;
import dev.parley.core.ExitCode;
import dev.parley.core.Printable;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;

/**
 * The loop that connects, then sends a message every interval, waits for the reply and prints it as {@code client recv: …}.
 *
 * <p>{@link #run} is called once, on one thread; {@link #interrupt} may be called from any other. Replies go to
 * {@code out}, everything else to {@code err}, one line each; nothing from the network is printed unescaped.
 */
public final class HelloClient {
    /** How long the server may take to answer the handshake. */
    private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(10);
    /** How long without a reply until a line says that the client is still waiting. */
    private static final Duration NOTICE = Duration.ofSeconds(10);

    private final HelloSettings settings;
    private final PrintStream out;
    private final PrintStream err;
    private final BlockingQueue<HelloEvent> events = new LinkedBlockingQueue<>();
    // Written by run's thread, read by interrupt's.
    private volatile Thread runner;
    // Written by run's thread, and by interrupt's; read by both.
    private volatile Session session;
    private volatile boolean interrupted;

    public HelloClient(HelloSettings settings, PrintStream out, PrintStream err) {
        this.settings = settings;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs until the count is reached, the connection ends or {@link #interrupt} is called.
     *
     * @return the process's exit code, one of {@link ExitCode}
     */
    public int run() {
        runner = Thread.currentThread();
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        try {
            session = connect();
            return exchange();
        } catch (DeploymentException | IOException e) {
            if (interrupted) {
                return ExitCode.INTERRUPTED;
            }
            ConnectFailure failure = ConnectFailure.of(e, settings.uri(), HANDSHAKE_TIMEOUT);
            err.println(failure.line());
            return failure.exitCode();
        } catch (InterruptedException e) {
            // It came between the handshake and the first message.
            close(session);
            return ExitCode.INTERRUPTED;
        }
    }

    /**
     * Closes the connection with 1000, or gives up having one; {@link #run} ends then. Tyrus does not wait for the server's half
     * of the closing handshake.
     */
    public void interrupt() {
        interrupted = true;
        Session open = session;
        if (open != null) {
            close(open);
        } else if (runner != null) {
            runner.interrupt();
        }
    }

    private Session connect() throws DeploymentException, IOException {
        // Tyrus by name: other implementations on the class path answer ContainerProvider too.
        ClientManager manager = ClientManager.createClient();
        manager.getProperties().put(ClientProperties.HANDSHAKE_TIMEOUT, (int) HANDSHAKE_TIMEOUT.toMillis());
        return manager.connectToServer(new Incoming(), settings.uri());
    }

    private int exchange() throws InterruptedException {
        long nextNanos = System.nanoTime();
        for (long exchanged = 0; settings.count() == 0 || exchanged < settings.count(); exchanged++) {
            HelloEvent event;
            while ((event = poll(nextNanos - System.nanoTime())) != null) {
                if (!(event instanceof Reply unasked)) {
                    return ended(event);
                }
                print(unasked);
            }
            nextNanos = System.nanoTime() + settings.interval().toNanos();
            send();
            event = awaitEvent();
            if (event == null) {
                err.println("no reply within " + Durations.format(settings.timeout()) + " from " + settings.uri());
                close(session);
                return ExitCode.FELL_SHORT;
            }
            if (!(event instanceof Reply reply)) {
                return ended(event);
            }
            print(reply);
        }
        close(session);
        return ExitCode.OK;
    }

    private HelloEvent poll(long nanos) throws InterruptedException {
        return events.poll(nanos, TimeUnit.NANOSECONDS);
    }

    /** Waits for the next event, says every ten seconds that it is still waiting, and returns null when the timeout is over. */
    private HelloEvent awaitEvent() throws InterruptedException {
        long startNanos = System.nanoTime();
        boolean endless = settings.timeout().isZero();
        for (int notices = 1; ; notices++) {
            long waitedNanos = System.nanoTime() - startNanos;
            long leftNanos = endless ? Long.MAX_VALUE : settings.timeout().toNanos() - waitedNanos;
            HelloEvent event = poll(Math.min(leftNanos, NOTICE.toNanos()));
            if (event != null || leftNanos <= NOTICE.toNanos()) {
                return event;
            }
            err.println("no reply for " + Durations.format(NOTICE.multipliedBy(notices)) + ", still waiting");
        }
    }

    private void send() {
        try {
            if (settings.binary()) {
                session.getBasicRemote()
                        .sendBinary(ByteBuffer.wrap(settings.message().getBytes(StandardCharsets.UTF_8)));
            } else {
                session.getBasicRemote().sendText(settings.message());
            }
        } catch (IOException | RuntimeException e) {
            // If the connection was closed, that is in the queue already and says more.
            events.add(new Failed(e));
        }
    }

    private void print(Reply reply) {
        out.println("client recv: " + Printable.escape(reply.text()));
    }

    private int ended(HelloEvent end) {
        if (interrupted) {
            return ExitCode.INTERRUPTED;
        }
        if (end instanceof Closed closed && closed.code() != CloseCode.NO_CLOSE_FRAME) {
            err.println("connection closed: " + CloseCode.describe(closed.code(), Printable.escape(closed.reason())));
            // A server may end an endless exchange politely; one that was to have N messages fell short.
            return closed.code() == CloseCode.NORMAL && settings.count() == 0 ? ExitCode.OK : ExitCode.ABNORMAL_END;
        }
        String why = end instanceof Failed failed
                ? ": " + Printable.escape(String.valueOf(failed.cause().getMessage()))
                : "";
        err.println("connection lost without a close frame (1006)" + why);
        return ExitCode.ABNORMAL_END;
    }

    private static void close(Session session) {
        try {
            session.close(new CloseReason(CloseCodes.NORMAL_CLOSURE, ""));
        } catch (IOException | RuntimeException e) {
            // The other side was first: the connection is over, which was the aim, and how it ended has been said.
            return;
        }
    }

    @ClientEndpoint
    public final class Incoming {
        @OnMessage
        public void text(String message) {
            events.add(new Reply(message));
        }

        @OnMessage
        public void binary(byte[] message) {
            events.add(new Reply(new String(message, StandardCharsets.UTF_8)));
        }

        @OnClose
        public void closed(CloseReason reason) {
            events.add(new Closed(
                    reason.getCloseCode().getCode(), Objects.requireNonNullElse(reason.getReasonPhrase(), "")));
        }

        @OnError
        public void failed(Throwable cause) {
            events.add(new Failed(cause));
        }
    }
}
