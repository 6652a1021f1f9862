package dev.parley;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Is a WebSocket client for tests on the JDK's own implementation, which none of Parley's code shares.
 *
 * <p>What the server does is waited for, with a deadline, in the order in which it came.
 */
public final class TestSocket implements AutoCloseable {
    private static final Duration DEADLINE = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newBuilder().build();

    /** Is what a server can do on an open connection, as a value. */
    public sealed interface Event {}

    public record Text(String text) implements Event {}

    public record Binary(ByteBuffer bytes) implements Event {}

    public record Closed(int code, String reason) implements Event {}

    public record Lost(Throwable cause) implements Event {}

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    private TestSocket(URI uri, String origin) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(DEADLINE);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(uri, new Listener()).join();
    }

    public static TestSocket open(URI uri) {
        return new TestSocket(uri, null);
    }

    public static TestSocket open(URI uri, String origin) {
        return new TestSocket(uri, origin);
    }

    /** Sends one message in as many frames as there are parts. */
    public TestSocket send(String... parts) {
        for (int i = 0; i < parts.length; i++) {
            socket.sendText(parts[i], i == parts.length - 1).join();
        }
        return this;
    }

    /** Sends one message in as many frames as there are parts. */
    public TestSocket send(byte[]... parts) {
        for (int i = 0; i < parts.length; i++) {
            socket.sendBinary(ByteBuffer.wrap(parts[i]), i == parts.length - 1).join();
        }
        return this;
    }

    /** Sends the first frame of a message that has more to come. */
    public TestSocket sendBeginning(String part) {
        socket.sendText(part, false).join();
        return this;
    }

    /** Sends without waiting for the end: the server may close before it has read it all. */
    public TestSocket sendAndForget(byte[] message) {
        socket.sendBinary(ByteBuffer.wrap(message), true);
        return this;
    }

    public TestSocket sendClose(int code, String reason) {
        socket.sendClose(code, reason).join();
        return this;
    }

    /** Ends the TCP connection without a close frame. */
    public void vanish() {
        socket.abort();
    }

    public Event next() {
        return next(DEADLINE);
    }

    public Event next(Duration deadline) {
        try {
            Event event = events.poll(deadline.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("nothing came within " + deadline);
            }
            return event;
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Tells whether nothing comes for so long. */
    public boolean staysQuiet(Duration time) {
        try {
            return events.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Tells whether everything that came has been looked at. */
    public boolean isQuiet() {
        return events.isEmpty();
    }

    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(alreadyClosed -> null)
                .join();
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();
        private ByteBuffer binary = ByteBuffer.allocate(0);

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                events.add(new Text(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
            if (binary.remaining() < part.remaining()) {
                binary = ByteBuffer.allocate(2 * (binary.capacity() + part.remaining()))
                        .put(binary.flip());
            }
            binary.put(part);
            if (last) {
                events.add(new Binary(binary.flip()));
                binary = ByteBuffer.allocate(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            events.add(new Closed(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable cause) {
            events.add(new Lost(cause));
        }
    }
}
