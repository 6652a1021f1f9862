package dev.parley.bench;

/**
 * What is sent, and what should come back.
 *
 * @param fragments in how many frames a message is sent, at least 1; more than one are sent without compression
 */
public record Traffic(Kind kind, Messages messages, int fragments, Expected expected) {
    /** What messages are. */
    public enum Kind {
        TEXT,
        BINARY,
        /** Pings, which every server must answer (RFC 6455 section 5.5.2). */
        PING
    }
}
