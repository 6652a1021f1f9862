package dev.parley.core;

import java.io.ByteArrayOutputStream;

/**
 * Joins the parts of one binary message as they arrive, up to a limit in bytes.
 *
 * <p>Not thread-safe: one connection's parts arrive one after another. A message that comes in one part is not copied.
 */
public final class BinaryAssembly {
    private final int maxBytes;
    private long bytes;
    private byte[] only;
    private ByteArrayOutputStream joined;

    /** Starts empty; {@code maxBytes} is the most bytes that one message may have. */
    public BinaryAssembly(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds a part and tells whether the message still fits; after {@code false} what was kept is let go. */
    public boolean add(byte[] part) {
        bytes += part.length;
        if (bytes > maxBytes) {
            only = null;
            joined = null;
            return false;
        }
        if (joined == null && only == null) {
            only = part;
            return true;
        }
        if (joined == null) {
            joined = new ByteArrayOutputStream();
            joined.writeBytes(only);
        }
        joined.writeBytes(part);
        return true;
    }

    /** Returns the whole message and starts anew. */
    public byte[] take() {
        byte[] whole = joined != null ? joined.toByteArray() : only;
        bytes = 0;
        only = null;
        joined = null;
        return whole;
    }
}
