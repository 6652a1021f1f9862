package dev.parley.protocol;

/** The side of a connection that one is on (RFC 6455 section 1.2). */
public enum Role {
    /** Asks for the connection, and masks what it sends. */
    CLIENT,
    /** Answers the handshake, masks nothing, and is the first to end the TCP connection. */
    SERVER;

    /** Tells whether this side masks its frames (section 5.1). */
    public boolean masks() {
        return this == CLIENT;
    }

    /** Returns the other side. */
    public Role peer() {
        return this == CLIENT ? SERVER : CLIENT;
    }
}
