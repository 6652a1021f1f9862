package dev.parley.connect;

import java.nio.charset.StandardCharsets;

/** A message to send. */
record Outgoing(boolean text, byte[] payload) {
    static Outgoing text(String text) {
        return new Outgoing(true, text.getBytes(StandardCharsets.UTF_8));
    }
}
