package dev.parley.core;

/**
 * Joins the parts of one text message as they arrive, up to a limit in bytes of UTF-8.
 *
 * <p>Not thread-safe: one connection's parts arrive one after another. A message that comes in one part is not copied.
 */
public final class TextAssembly {
    private final int maxBytes;
    private long bytes;
    private String only;
    private StringBuilder joined;

    /** Starts empty; {@code maxBytes} is the most bytes of UTF-8 that one message may have. */
    public TextAssembly(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Adds a part and tells whether the message still fits; after {@code false} what was kept is let go. */
    public boolean add(String part) {
        bytes += utf8Length(part);
        if (bytes > maxBytes) {
            only = null;
            joined = null;
            return false;
        }
        if (joined != null) {
            joined.append(part);
        } else if (only == null) {
            only = part;
        } else {
            joined = new StringBuilder(only).append(part);
        }
        return true;
    }

    /** Returns the whole message and starts anew. */
    public String take() {
        String whole = joined != null ? joined.toString() : only;
        bytes = 0;
        only = null;
        joined = null;
        return whole;
    }

    /** Counts the bytes of UTF-8; half of a surrogate pair counts 2, so a pair cut in two parts still counts 4. */
    static long utf8Length(String text) {
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                length += 1;
            } else if (unit < 0x800 || Character.isSurrogate(unit)) {
                length += 2;
            } else {
                length += 3;
            }
        }
        return length;
    }
}
