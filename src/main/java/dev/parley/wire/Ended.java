package dev.parley.wire;

import dev.parley.protocol.Close;

/**
 * The end of a connection, or of the try to have one.
 *
 * @param how how it ended
 * @param step at which step it failed, if it never opened; else null
 * @param received the close frame that came, or null
 * @param sent the close frame that was sent, or null
 * @param peerFirst whether the peer's close frame was the first, if there was one
 * @param unwritten how many frames were accepted for sending and are not known to have reached the network; of those that go
 *     out together none are, if not all did
 * @param cause why, with its data; null if {@code how} says all. {@link Clause} makes words of it
 */
public record Ended(
        long nanos, How how, Stage step, Close received, Close sent, boolean peerFirst, long unwritten, Cause cause)
        implements WireEvent {
    /** The ways to end. */
    public enum How {
        /** There never was a connection: DNS, TCP, proxy or TLS failed. */
        NO_CONNECTION,
        /** The answer to the handshake was no, or broke the protocol, or did not come. */
        REFUSED,
        /** Close frames went both ways (RFC 6455 section 7.1.4). */
        CLOSED,
        /** The other side ended the TCP connection in order, without a close frame first. */
        FIN,
        /** The TCP connection was reset, by the other side or on the way. */
        RST,
        /** The other side did not answer this side's close frame in time. */
        NO_CLOSE_ANSWER,
        /** The other side broke the protocol, and this side failed the connection (RFC 6455 section 7.1.7). */
        PROTOCOL_ERROR,
        /** This side cut the connection. */
        CUT
    }

    /** Returns why, as a clause that may hold text from the network; empty if {@link #how} says all. */
    public String clause() {
        return Clause.of(cause);
    }

    /** Tells whether the closing handshake was done. */
    public boolean isClean() {
        return how == How.CLOSED;
    }

    /** Returns the close code as other APIs tell it: that of the peer's close frame, or 1006 without one. */
    public int code() {
        return received == null ? 1006 : received.code();
    }
}
