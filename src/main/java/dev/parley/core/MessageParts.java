package dev.parley.core;

import java.io.ByteArrayOutputStream;

/**
 * The parts of a message, text or binary, joined as they arrive.
 *
 * <p>Not thread-safe: one connection's parts arrive one after another. A message that comes in one part is not copied.
 */
public final class MessageParts {
    private String onlyText;
    private StringBuilder text;
    private byte[] onlyBinary;
    private ByteArrayOutputStream binary;

    /** Adds to a text message. */
    public void add(String part) {
        if (text != null) {
            text.append(part);
        } else if (onlyText == null) {
            onlyText = part;
        } else {
            text = new StringBuilder(onlyText).append(part);
        }
    }

    /** Adds to a binary message. */
    public void add(byte[] part) {
        if (binary != null) {
            binary.writeBytes(part);
        } else if (onlyBinary == null) {
            onlyBinary = part;
        } else {
            binary = new ByteArrayOutputStream(2 * (onlyBinary.length + part.length));
            binary.writeBytes(onlyBinary);
            binary.writeBytes(part);
        }
    }

    /** Returns the whole text and starts anew. */
    public String takeText() {
        String whole = text != null ? text.toString() : onlyText;
        clear();
        return whole;
    }

    /** Returns all the bytes and starts anew. */
    public byte[] takeBinary() {
        byte[] whole = binary != null ? binary.toByteArray() : onlyBinary;
        clear();
        return whole;
    }

    /** Drops what there is of a message that will not be taken. */
    public void clear() {
        text = null;
        onlyText = null;
        binary = null;
        onlyBinary = null;
    }
}
