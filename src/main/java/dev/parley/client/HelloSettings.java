package dev.parley.client;

import java.net.URI;
import java.time.Duration;

/**
 * What a {@code HelloClient} sends, where to and how often.
 *
 * @param uri the server's endpoint, {@code ws} or {@code wss}
 * @param message the text that is sent, or its UTF-8 bytes
 * @param interval the time from one message to the next; a reply that takes longer delays the next message
 * @param count how many messages to exchange, 0 for no end
 * @param binary whether the message goes out as binary
 * @param timeout how long to wait for a reply, zero for no end
 */
public record HelloSettings(URI uri, String message, Duration interval, long count, boolean binary, Duration timeout) {}
