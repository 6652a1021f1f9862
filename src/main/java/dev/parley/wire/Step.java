package dev.parley.wire;

/**
 * A step on the way to a connection that was done.
 *
 * @param startNanos when it began
 * @param nanos when it was done
 * @param detail what came of it, like an address or the version of TLS; may hold text from the network
 */
public record Step(Kind kind, long startNanos, long nanos, String detail) implements WireEvent {
    /** Names the steps, in their order. */
    public enum Kind {
        DNS("DNS"),
        TCP("TCP"),
        PROXY("proxy"),
        TLS("TLS"),
        HANDSHAKE("handshake");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    /** Returns how long the step took. */
    public long tookNanos() {
        return nanos - startNanos;
    }
}
