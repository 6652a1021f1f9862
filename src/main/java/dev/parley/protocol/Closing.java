package dev.parley.protocol;

/**
 * The closing handshake of one side as a state machine (RFC 6455 section 7.1). For one thread at a time.
 *
 * <p>It is open until a close frame goes either way, and done when one went each way; then the server ends the TCP connection,
 * and the client waits for that (section 7.1.1).
 */
public final class Closing {
    private final Role role;
    private Close sent;
    private Close received;
    private boolean peerFirst;

    public Closing(Role role) {
        this.role = role;
    }

    /**
     * Takes note that this side sends a close frame.
     *
     * @return whether it may: only one is ever sent (section 5.5.1)
     */
    public boolean send(Close close) {
        if (sent != null) {
            return false;
        }
        sent = close;
        return true;
    }

    /**
     * Takes note of the peer's close frame.
     *
     * @return the close frame that answers it, with the same code and no reason (section 5.5.1)
     */
    public Close receive(Close close) {
        received = close;
        peerFirst = sent == null;
        return new Close(close.code(), "");
    }

    /** Tells whether a close frame went each way. */
    public boolean isDone() {
        return sent != null && received != null;
    }

    /** Tells whether it is this side's turn to end the TCP connection. */
    public boolean endsConnection() {
        return isDone() && role == Role.SERVER;
    }

    /** Returns the close frame that this side sent, or null. */
    public Close sent() {
        return sent;
    }

    /** Returns the close frame that came, or null. */
    public Close received() {
        return received;
    }

    /** Tells whether the peer's close frame was the first. */
    public boolean isPeerFirst() {
        return peerFirst;
    }
}
