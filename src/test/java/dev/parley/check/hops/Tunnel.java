package dev.parley.check.hops;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Two sockets joined: the bytes of each, and its end, are passed on to the other when a {@link Timing} says so. */
final class Tunnel {
    private static final int CHUNK = 64 * 1024;

    private final Socket client;
    private final Socket server;
    private final Timing timing;
    private final ScheduledExecutorService later;
    private volatile boolean ended;

    /**
     * Joins two sockets.
     *
     * @param later does what has to wait
     */
    Tunnel(Socket client, Socket server, Timing timing, ScheduledExecutorService later) throws IOException {
        this.client = client;
        this.server = server;
        this.timing = timing;
        this.later = later;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        if (timing.ageNanos() != Timing.NEVER) {
            later.schedule(this::finishBoth, timing.ageNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Passes on what the client sends, until it ends. */
    void passToServer() throws IOException {
        pass(client, server, false);
    }

    /** Passes on what the server sends, until it ends. */
    void passToClient() throws IOException {
        pass(server, client, true);
    }

    private interface Step {
        void run() throws IOException;
    }

    private void pass(Socket from, Socket to, boolean toClient) throws IOException {
        byte[] buffer = new byte[CHUNK];
        Queue<Step> waiting = new ConcurrentLinkedQueue<>();
        try {
            for (int count; (count = from.getInputStream().read(buffer)) >= 0; ) {
                byte[] bytes = Arrays.copyOf(buffer, count);
                whenDue(toClient, waiting, () -> to.getOutputStream().write(bytes));
            }
            whenDue(toClient, waiting, to::shutdownOutput);
        } catch (IOException e) {
            // RST is passed on as such.
            whenDue(toClient, waiting, () -> reset(to));
        }
    }

    private void whenDue(boolean toClient, Queue<Step> waiting, Step step) throws IOException {
        long now = System.nanoTime();
        long due = ended ? Timing.NEVER : timing.dueNanos(now, toClient);
        if (due <= now) {
            step.run();
        } else if (due != Timing.NEVER) {
            // What is due at the same time is run in any order: so each runs the step that came first.
            waiting.add(step);
            later.schedule(() -> runLate(waiting.remove()), due - now, TimeUnit.NANOSECONDS);
        }
    }

    private void runLate(Step step) {
        try {
            step.run();
        } catch (IOException e) {
            // The side that it was for is gone; who reads from it sees that, too.
            return;
        }
    }

    private void finishBoth() {
        ended = true;
        runLate(client::shutdownOutput);
        runLate(server::shutdownOutput);
    }

    /** Ends a connection with RST. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }
}
