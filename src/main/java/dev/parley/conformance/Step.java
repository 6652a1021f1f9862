package dev.parley.conformance;

import java.time.Duration;
import java.util.List;

/** A step of a {@link Script}. */
public sealed interface Step {
    /** Sends pieces in a single write. */
    record Send(List<Piece> pieces) implements Step {
        /** Copies the list. */
        public Send {
            pieces = List.copyOf(pieces);
        }
    }

    /** Sends pieces a few bytes at a time, headers included. */
    record Chop(int bytesEach, List<Piece> pieces) implements Step {
        /** Copies the list. */
        public Chop {
            pieces = List.copyOf(pieces);
        }
    }

    /** Sends bytes as they are: they are neither framed nor masked. */
    record Raw(byte[] bytes) implements Step {}

    /** Sends nothing for a while. */
    record Pause(Duration length) implements Step {}
}
