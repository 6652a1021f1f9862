package dev.parley.protocol;

/** Says which rule an answer to the opening handshake breaks, and with what. */
public final class HandshakeViolation extends Exception {
    private static final long serialVersionUID = 1;

    private final HandshakeRule rule;
    private final String value;

    HandshakeViolation(HandshakeRule rule, String value) {
        // Costs no stack trace: it is an outcome, not a fault.
        super(rule + ": " + value, null, false, false);
        this.rule = rule;
        this.value = value;
    }

    public HandshakeRule rule() {
        return rule;
    }

    /** Returns what breaks it, from the network; empty where the rule has none. */
    public String value() {
        return value;
    }
}
