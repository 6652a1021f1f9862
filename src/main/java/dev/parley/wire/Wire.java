package dev.parley.wire;

import dev.parley.protocol.Close;
import dev.parley.protocol.Frame;
import java.time.Duration;

/**
 * An open connection, of which every byte can be seen and on which anything can be sent.
 *
 * <p>All methods may be called from any thread and return at once; frames of one thread go out in the order of its calls. A
 * method that sends tells whether the connection took the frame: it does not after a close frame was sent or the end. That a
 * frame went out is told by a {@code FrameEvent}, and a frame that was taken and never went out is counted in {@code Ended}.
 * Nobody may change an array that was handed over. Who sends faster than the network takes should wait while not
 * {@link #isWritable}: what waits is kept in memory without limit.
 */
public interface Wire {
    /** Sends a text message in one frame. */
    boolean sendText(String text);

    /** Sends a text message in one frame; that these bytes are UTF-8 is the caller's affair. */
    boolean sendText(byte[] utf8);

    /** Sends a binary message in one frame. */
    boolean sendBinary(byte[] bytes);

    /**
     * Sends a ping.
     *
     * @param payload at most {@value Frame#MAX_CONTROL_BYTES} bytes (RFC 6455 section 5.5); more is sent, too
     */
    boolean ping(byte[] payload);

    /** Sends a pong that nobody asked for (RFC 6455 section 5.5.3). */
    boolean pong(byte[] payload);

    /**
     * Sends any frame, as it is: nothing is checked or compressed.
     *
     * @param firstByte FIN, reserved bits and opcode
     */
    boolean sendFrame(int firstByte, byte[] payload);

    /** Sends any bytes, even after a close frame; they are seen as no frame. */
    boolean sendBytes(byte[] bytes);

    /**
     * Begins to close, with any code; the other side has 5 seconds to answer.
     *
     * @param code {@link Close#NO_CODE} for none
     * @param reason at most 123 bytes in UTF-8 (RFC 6455 section 5.5)
     */
    boolean close(int code, String reason);

    /** Ends the TCP connection at once and in order (FIN), without a close frame. */
    void cut();

    /** Ends the TCP connection at once by a reset (RST). */
    void reset();

    /** Tells whether more than a little waits to be sent; see {@code WireListener.writable}. */
    boolean isWritable();

    /** Returns how many bytes all frames were that were sent so far, with their headers; for the event loop. */
    long frameBytesOut();

    /** Reads on, or reads nothing more from the network for now: then neither pongs nor the end are seen. */
    void reading(boolean on);

    /** Runs something on the connection's event loop, later; not after the end of all loops. */
    void later(Duration delay, Runnable task);
}
