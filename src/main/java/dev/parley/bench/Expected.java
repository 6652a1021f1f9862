package dev.parley.bench;

/** Says what a right reply is. */
public sealed interface Expected {
    /** Finds out with one connection before the load begins. */
    record FindOut() implements Expected {}

    /** Is what was sent, in the same message type; replies may come in another order, which is counted. */
    record Echo() implements Expected {}

    /** Is always the same, in the message type that was sent. */
    record Same(byte[] reply) implements Expected {}

    /** Is any message. */
    record Any() implements Expected {}

    /** Is none: what comes is counted, and no message is answered. */
    record Nothing() implements Expected {}
}
