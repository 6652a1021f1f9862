package dev.parley.check.hops;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A hop that passes TCP on to a port of loopback, with a fault: like a firewall or a balancer it knows nothing of WebSocket. */
public final class Relay implements AutoCloseable {
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final Listening listening = new Listening();
    private final ScheduledExecutorService later =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "parley-test-relay"));
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;
    private final Supplier<Timing> timings;
    private final int limit;
    private final boolean resets;

    private Relay(int port, Supplier<Timing> timings, int limit, boolean resets) {
        this.port = port;
        this.timings = timings;
        this.limit = limit;
        this.resets = resets;
        listening.serve(this::serve);
    }

    /** Passes everything on at once. */
    public static Relay right(int port) {
        return new Relay(port, Timing::new, NO_LIMIT, false);
    }

    /** Keeps each byte for so long, in each direction. */
    public static Relay delaying(int port, Duration latency) {
        return withTiming(port, () -> Timing.delaying(latency));
    }

    /** Keeps what the server sends for so long, with what follows in that time, and passes it on in one go. */
    public static Relay clumping(int port, Duration interval) {
        return withTiming(port, () -> Timing.clumping(interval, System.nanoTime()));
    }

    /** Ends a connection of that age on both sides (FIN), however busy it is. */
    public static Relay endingAtAge(int port, Duration age) {
        return withTiming(port, () -> Timing.endingAtAge(age));
    }

    /** Forgets a connection that was silent for so long: both sides stay open, and nothing is passed on any more. */
    public static Relay forgettingAfterSilence(int port, Duration silence) {
        return withTiming(port, () -> Timing.forgettingAfterSilence(silence, System.nanoTime()));
    }

    /** Passes so many connections on at a time, and resets (RST) what is over that. */
    public static Relay resettingOver(int port, int connections) {
        return new Relay(port, Timing::new, connections, true);
    }

    /** Passes so many connections on at a time, and accepts what is over that and never answers. */
    public static Relay silentOver(int port, int connections) {
        return new Relay(port, Timing::new, connections, false);
    }

    public int port() {
        return listening.port();
    }

    public String ws(String pathAndQuery) {
        return listening.ws(pathAndQuery);
    }

    public String wss(String pathAndQuery) {
        return "wss://localhost:" + port() + "/" + pathAndQuery;
    }

    @Override
    public void close() {
        // In this order, for the end of a connection is something to be passed on later, too.
        listening.close();
        later.shutdownNow();
    }

    private static Relay withTiming(int port, Supplier<Timing> timings) {
        return new Relay(port, timings, NO_LIMIT, false);
    }

    private void serve(Socket client) throws IOException {
        try {
            if (connections.incrementAndGet() <= limit) {
                pass(client);
            } else if (resets) {
                Tunnel.reset(client);
            } else {
                client.getInputStream().transferTo(OutputStream.nullOutputStream());
            }
        } finally {
            connections.decrementAndGet();
        }
    }

    private void pass(Socket client) throws IOException {
        try (Socket server = listening.keep(new Socket(InetAddress.getLoopbackAddress(), port))) {
            Tunnel tunnel = new Tunnel(client, server, timings.get(), later);
            Thread back = listening.begin(tunnel::passToClient);
            tunnel.passToServer();
            // It ends, for the server does, or all of this.
            Listening.join(back);
        }
    }
}
