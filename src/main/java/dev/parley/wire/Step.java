package dev.parley.wire;

/**
 * A step on the way to a connection that was done.
 *
 * @param startNanos when it began
 * @param nanos when it was done
 * @param detail what came of it, like an address or the version of TLS; may hold text from the network
 */
public record Step(Stage kind, long startNanos, long nanos, String detail) implements WireEvent {
    /** Returns how long the step took. */
    public long tookNanos() {
        return nanos - startNanos;
    }
}
