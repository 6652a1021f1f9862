package dev.parley.wire;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compresses and decompresses the messages of one connection (permessage-deflate, RFC 7692); used by its event loop only.
 *
 * <p>It holds memory outside of the heap until {@link #release}.
 */
final class Compression {
    /** What is offered: as browsers do, that the server may limit this side's window (section 7.1.2.2). */
    static final String OFFER = "permessage-deflate; client_max_window_bits";

    private static final String NAME = "permessage-deflate";

    /** Ends each message, and is left out on the wire (section 7.2.1). */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    /** What may be asked for (section 7.1): a window has 8 to 15 bits. */
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)(?:((?:client|server)_no_context_takeover)|((?:client|server)_max_window_bits) *= *\"?([89]|1[0-5])\"?)");

    private static final int CHUNK = 8 * 1024;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final Inflater inflater = new Inflater(true);
    private final boolean deflaterStartsAnew;
    private final boolean inflaterStartsAnew;
    private final boolean sends;

    private Compression(boolean deflaterStartsAnew, boolean inflaterStartsAnew, boolean sends) {
        this.deflaterStartsAnew = deflaterStartsAnew;
        this.inflaterStartsAnew = inflaterStartsAnew;
        this.sends = sends;
    }

    /**
     * Reads what the server accepted (section 7.1).
     *
     * @throws HandshakeViolation if that is not what was offered
     */
    static Compression accepted(String extension) throws HandshakeViolation {
        boolean client = false;
        boolean server = false;
        boolean wholeWindow = true;
        String[] parts = extension.split(";");
        if (!parts[0].strip().equalsIgnoreCase(NAME)) {
            throw new HandshakeViolation("the server chose the extension '" + extension + "', which was not offered");
        }
        Set<String> names = new HashSet<>();
        for (String part : Arrays.copyOfRange(parts, 1, parts.length)) {
            Matcher parameter = PARAMETER.matcher(part.strip());
            String name = !parameter.matches() ? "" : parameter.group(parameter.group(1) == null ? 2 : 1);
            if (name.isEmpty() || !names.add(name.toLowerCase(Locale.ROOT))) {
                throw new HandshakeViolation("the server asks for '" + part.strip() + "', which was not offered");
            }
            String bits = parameter.group(3);
            switch (name.toLowerCase(Locale.ROOT)) {
                case "client_no_context_takeover" -> client = true;
                case "server_no_context_takeover" -> server = true;
                case "client_max_window_bits" -> wholeWindow = bits.equals("15");
                default -> {
                    // Any window that the server may use fits into ours, which is the largest.
                }
            }
        }
        return new Compression(client, server, wholeWindow);
    }

    /**
     * Tells whether this side compresses: not if its window is to be smaller than the only one that {@link Deflater} has; to
     * send messages as they are is always allowed (section 6).
     */
    boolean sends() {
        return sends;
    }

    byte[] compress(byte[] message) {
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
     * @return null if it is longer than {@code maxBytes}
     * @throws DataFormatException if it is not what RFC 1951 describes
     */
    byte[] decompress(byte[] compressed, int maxBytes) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2 * compressed.length + 16);
        if (!inflate(compressed, out, maxBytes) || !inflate(TAIL, out, maxBytes)) {
            return null;
        }
        if (inflaterStartsAnew) {
            inflater.reset();
        }
        return out.toByteArray();
    }

    void release() {
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
