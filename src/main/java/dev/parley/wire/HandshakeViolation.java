package dev.parley.wire;

/** Says in a clause how an answer to the handshake breaks the protocol. */
final class HandshakeViolation extends Exception {
    private static final long serialVersionUID = 1;

    HandshakeViolation(String clause) {
        super(clause);
    }
}
