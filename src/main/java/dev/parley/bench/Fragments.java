package dev.parley.bench;

import dev.parley.protocol.Frame;
import dev.parley.wire.Wire;
import java.util.Arrays;

/** A message in several frames (RFC 6455 section 5.4), without compression. */
final class Fragments {
    private Fragments() {}

    /** Sends the message in so many parts, as even as can be; with fewer bytes than parts, the last are empty. */
    static void send(Wire wire, int opcode, byte[] message, int count) {
        int from = 0;
        for (int i = 0; i < count; i++) {
            int to = from + message.length / count + (i < message.length % count ? 1 : 0);
            int fin = i == count - 1 ? Frame.FIN : 0;
            wire.sendFrame(fin | (i == 0 ? opcode : Frame.CONTINUATION), Arrays.copyOfRange(message, from, to));
            from = to;
        }
    }
}
