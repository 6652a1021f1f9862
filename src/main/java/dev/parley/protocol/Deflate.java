package dev.parley.protocol;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The compression of one connection's messages (permessage-deflate, RFC 7692), as one side does it. For one thread at a time.
 *
 * <p>It holds memory outside of the heap until {@link #release}.
 */
public final class Deflate {
    /** Ends each message, and is left out on the wire (section 7.2.1). */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private static final int CHUNK = 8 * 1024;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);
    private final boolean deflaterStartsAnew;
    private final boolean inflaterStartsAnew;
    private final boolean sends;

    /**
     * Makes the compression of one side.
     *
     * @param role the side that this is
     * @param agreed what both sides agreed on in the opening handshake
     */
    public Deflate(Role role, DeflateParameters agreed) {
        this.deflaterStartsAnew = agreed.noContextTakeover(role);
        this.inflaterStartsAnew = agreed.noContextTakeover(role.peer());
        // Any window that the peer may use fits into ours, which is the largest.
        this.sends = agreed.windowBits(role) == DeflateParameters.WHOLE_WINDOW;
    }

    /**
     * Tells whether this side compresses: not if its window is to be smaller than the only one that {@link Deflater} has; to
     * send messages as they are is always allowed (section 6).
     */
    public boolean sends() {
        return sends;
    }

    /** Compresses a message, without the four bytes that end it. */
    public byte[] compress(byte[] message) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(message.length / 2 + 16);
        byte[] chunk = new byte[Math.min(CHUNK, message.length + 64)];
        deflater.setInput(message);
        int length;
        do {
            length = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
            out.write(chunk, 0, length);
        } while (length == chunk.length);
        if (deflaterStartsAnew) {
            deflater.reset();
        }
        byte[] compressed = out.toByteArray();
        // 7.2.3.6: an empty message is one byte, because nothing at all would be no block.
        return compressed.length <= TAIL.length
                ? new byte[1]
                : Arrays.copyOf(compressed, compressed.length - TAIL.length);
    }

    /**
     * Decompresses a message.
     *
     * @return its bytes, or null if it is longer than {@code maxBytes}
     * @throws DataFormatException if it is not what RFC 1951 describes
     */
    public byte[] decompress(byte[] compressed, int maxBytes) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * compressed.length + 16);
        if (!inflate(compressed, out, maxBytes) || !inflate(TAIL, out, maxBytes)) {
            return null;
        }
        if (inflaterStartsAnew) {
            inflater.reset();
        }
        return out.toByteArray();
    }

    /** Frees the memory. */
    public void release() {
        deflater.end();
        inflater.end();
    }

    private boolean inflate(byte[] input, ByteArrayOutputStream out, int maxBytes) throws DataFormatException {
        byte[] chunk = new byte[CHUNK];
        inflater.setInput(input);
        while (!inflater.needsInput()) {
            int length = inflater.inflate(chunk);
            out.write(chunk, 0, length);
            if (out.size() > maxBytes) {
                return false;
            }
            if (inflater.finished()) {
                // A last block within a message is allowed (7.2.3.5); what follows starts anew.
                int rest = inflater.getRemaining();
                inflater.reset();
                inflater.setInput(input, input.length - rest, rest);
            } else if (length == 0 && inflater.needsDictionary()) {
                throw new DataFormatException("it asks for a dictionary");
            }
        }
        return true;
    }
}
