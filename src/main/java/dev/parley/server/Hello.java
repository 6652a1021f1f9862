package dev.parley.server;

import dev.parley.core.Printable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The one exchange over WebSocket and HTTP alike: {@code receive: …} in the log, {@code hello, i am server} back. */
public final class Hello {
    public static final String REPLY = "hello, i am server";

    private static final Logger LOG = System.getLogger(Hello.class.getName());
    private static final byte[] BINARY_REPLY = REPLY.getBytes(StandardCharsets.UTF_8);

    private Hello() {}

    /** Logs a text, escaped and cut at 80 characters. */
    public static void log(String text) {
        if (LOG.isLoggable(Level.INFO)) {
            LOG.log(Level.INFO, "receive: " + Printable.cut(text, Printable.LOG_CHARACTERS));
        }
    }

    /** Logs the length of what is no text. */
    public static void log(long bytes) {
        LOG.log(Level.INFO, "receive: " + bytes + " bytes");
    }

    /** Returns the reply as bytes, in a buffer with an array of its own: Open Liberty cannot send a read-only one. */
    static ByteBuffer binaryReply() {
        return ByteBuffer.wrap(BINARY_REPLY);
    }
}
