package dev.parley.wire;

/** A listener that is told what happens on one connection. */
@FunctionalInterface
public interface WireListener {
    /**
     * Takes an event, in order, on the connection's event loop: it must not wait for anything.
     *
     * <p>An exception cuts an open connection.
     */
    void event(WireEvent event);

    /** Tells whether it wants to be told of every {@link Frame}, which takes time; asked once, when the connection opens. */
    default boolean wantsFrames() {
        return true;
    }

    /** Hears that the connection {@link Wire#isWritable} again, on its event loop; perhaps before a method that sends returns. */
    default void writable(Wire wire) {}
}
