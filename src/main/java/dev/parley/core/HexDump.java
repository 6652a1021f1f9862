package dev.parley.core;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes shown as offset, hex and printable ASCII, sixteen a line. */
public final class HexDump {
    private static final int BYTES_A_LINE = 16;
    private static final int HEX_WIDTH = 3 * BYTES_A_LINE;
    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    private HexDump() {}

    /**
     * Returns a line for each sixteen bytes.
     *
     * @param maxLines the most lines of bytes; if there are more, a last line says how many bytes are left out
     */
    public static List<String> lines(byte[] bytes, int maxLines) {
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += BYTES_A_LINE) {
            if (lines.size() == maxLines) {
                lines.add("… " + (bytes.length - from) + " more bytes");
                break;
            }
            lines.add(line(bytes, from, Math.min(from + BYTES_A_LINE, bytes.length)));
        }
        return lines;
    }

    private static String line(byte[] bytes, int from, int to) {
        StringBuilder ascii = new StringBuilder();
        for (int i = from; i < to; i++) {
            ascii.append(bytes[i] >= 0x20 && bytes[i] < 0x7F ? (char) bytes[i] : '.');
        }
        return String.format("%08x  %-" + HEX_WIDTH + "s |%s|", from, HEX.formatHex(bytes, from, to), ascii);
    }
}
