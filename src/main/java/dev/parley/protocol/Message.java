package dev.parley.protocol;

import java.nio.charset.StandardCharsets;

/** A whole message, joined and decompressed (RFC 6455 section 5.6). */
public sealed interface Message {
    /** Returns its bytes, which nobody may change; those of a text are UTF-8. */
    byte[] payload();

    /** Tells whether it is text, or else binary. */
    default boolean isText() {
        return this instanceof Text;
    }

    /** Returns the payload read as UTF-8, whichever type it is. */
    default String asText() {
        return new String(payload(), StandardCharsets.UTF_8);
    }

    /** A text message; its payload is valid UTF-8. */
    record Text(byte[] payload) implements Message {}

    /** A binary message. */
    record Binary(byte[] payload) implements Message {}
}
