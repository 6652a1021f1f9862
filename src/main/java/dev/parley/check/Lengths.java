package dev.parley.check;

import dev.parley.core.Figures;

/** Lengths of messages in words. */
final class Lengths {
    private Lengths() {}

    /** Writes one as people read it, and to the byte: {@code 64.0 KiB (65,536 bytes)}. */
    static String words(int bytes) {
        return Figures.bytes(bytes) + (bytes < 1024 ? "" : " (" + Figures.count(bytes) + " bytes)");
    }
}
