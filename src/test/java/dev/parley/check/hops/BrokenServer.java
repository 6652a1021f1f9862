package dev.parley.check.hops;

import dev.parley.RawSocket;
import java.util.function.Supplier;

/**
 * A server on loopback that serves each connection with an {@link Echo} of its own, right or with a fault:
 * {@code BrokenServer.with(FrameFaults::ignoresPings)}.
 */
public final class BrokenServer implements AutoCloseable {
    private final Listening listening = new Listening();

    private BrokenServer(Supplier<Echo> conversations) {
        listening.serve(socket -> conversations.get().serve(RawSocket.over(socket)));
    }

    /** Starts a server that does everything right. */
    public static BrokenServer right() {
        return new BrokenServer(Echo::new);
    }

    /** Starts a server with a fault. */
    public static BrokenServer with(Supplier<Echo> conversations) {
        return new BrokenServer(conversations);
    }

    public int port() {
        return listening.port();
    }

    public String ws(String pathAndQuery) {
        return listening.ws(pathAndQuery);
    }

    @Override
    public void close() {
        listening.close();
    }
}
