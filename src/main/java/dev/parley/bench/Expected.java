package dev.parley.bench;

/** What a right reply is. */
public sealed interface Expected {
    /** To be found out with one connection before the load begins. */
    record FindOut() implements Expected {}

    /** What was sent, in the same message type; replies may come in another order, which is counted. */
    record Echo() implements Expected {}

    /** Always the same message, in the message type that was sent. */
    record Same(byte[] reply) implements Expected {}

    /** Any message. */
    record Any() implements Expected {}

    /** No reply: what comes is counted, and answers nothing. */
    record Nothing() implements Expected {}
}
