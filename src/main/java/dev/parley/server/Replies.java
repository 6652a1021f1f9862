package dev.parley.server;

import dev.parley.core.Utf8;
import java.nio.ByteBuffer;

/**
 * A connection's messages on their way out, counted: at once or, where an endpoint must not wait for its peer, in the background.
 * Thread-safe; text and binary replies are the hot path.
 *
 * <p>Nothing is thrown. A peer for whom too much waits is given up.
 */
final class Replies {
    private final Sender sender;
    private final PathMetrics metrics;
    // Where replies wait, or null where they need not.
    private final Outbox outbox;
    private final Runnable onTooMuch;

    Replies(Sender sender, PathMetrics metrics, Outbox outbox, Runnable onTooMuch) {
        this.sender = sender;
        this.metrics = metrics;
        this.outbox = outbox;
        this.onTooMuch = onTooMuch;
    }

    /** Answers what came in at {@code sinceNanos} with a text in one frame. */
    void text(String text, long sinceNanos) {
        // No length is counted and no object made for an outbox that is not there.
        if (outbox == null) {
            textNow(text, sinceNanos);
        } else {
            post(Utf8.length(text), () -> textNow(text, sinceNanos));
        }
    }

    /** Answers with a binary message in one frame; the buffer must have an array of its own (Open Liberty). */
    void binary(ByteBuffer bytes, long sinceNanos) {
        if (outbox == null) {
            binaryNow(bytes, sinceNanos);
        } else {
            post(bytes.remaining(), () -> binaryNow(bytes, sinceNanos));
        }
    }

    /** Answers with a text in as many frames as there are parts (RFC 6455 section 5.4). */
    void text(String[] parts, long sinceNanos) {
        long bytes = 0;
        for (String part : parts) {
            bytes += Utf8.length(part);
        }
        long length = bytes;
        post(length, () -> {
            if (sender.send(remote -> {
                for (int i = 0; i < parts.length; i++) {
                    remote.sendText(parts[i], i == parts.length - 1);
                }
            })) {
                metrics.sentText(length);
                replied(sinceNanos);
            }
        });
    }

    /** Answers with a binary message in as many frames as there are parts (RFC 6455 section 5.4). */
    void binary(ByteBuffer[] parts, long sinceNanos) {
        long bytes = 0;
        for (ByteBuffer part : parts) {
            bytes += part.remaining();
        }
        long length = bytes;
        post(length, () -> {
            if (sender.send(remote -> {
                for (int i = 0; i < parts.length; i++) {
                    remote.sendBinary(parts[i], i == parts.length - 1);
                }
            })) {
                metrics.sentBinary(length);
                replied(sinceNanos);
            }
        });
    }

    /** Sends a text that answers nothing, on this thread; false if it could not be sent. */
    boolean unasked(String text) {
        if (!sender.send(remote -> remote.sendText(text))) {
            return false;
        }
        metrics.sentText(Utf8.length(text));
        return true;
    }

    /** Runs a task when the replies that are due are sent. */
    void afterwards(Runnable task) {
        post(0, task);
    }

    private void textNow(String text, long sinceNanos) {
        if (unasked(text)) {
            replied(sinceNanos);
        }
    }

    private void binaryNow(ByteBuffer bytes, long sinceNanos) {
        int length = bytes.remaining();
        if (sender.send(remote -> remote.sendBinary(bytes))) {
            metrics.sentBinary(length);
            replied(sinceNanos);
        }
    }

    private void replied(long sinceNanos) {
        metrics.replied(System.nanoTime() - sinceNanos);
    }

    /** Runs what sends at once, or where this thread must not wait, later. */
    private void post(long bytes, Runnable send) {
        if (outbox == null) {
            send.run();
        } else if (!outbox.add(bytes, send)) {
            onTooMuch.run();
        }
    }
}
