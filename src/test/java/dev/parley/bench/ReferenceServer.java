package dev.parley.bench;

import dev.parley.RawSocket;
import dev.parley.RawSocket.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A server that answers every message by a rule, at the time that the rule says, and keeps what it has done: one message after another on each
 * connection, as a server does that has a thread for each.
 */
final class ReferenceServer implements AutoCloseable {
    /** How close to its time a reply is waited for without sleeping. */
    private static final long SPIN_NANOS = 200_000;

    /** What is answered, and when. */
    interface Rule {
        /**
         * Returns when to answer, by {@link System#nanoTime}.
         *
         * @param count how many messages came before, over all connections
         */
        long replyNanos(long nowNanos, long count);

        /** Returns the replies: none, one or more. */
        default List<byte[]> replies(byte[] message, long count) {
            return List.of(message);
        }
    }

    /**
     * A message that was answered.
     *
     * @param dueNanos when it was to be answered, by the rule
     */
    record Exchange(long arrivedNanos, long dueNanos, long repliedNanos) {
        long heldNanos() {
            return repliedNanos - arrivedNanos;
        }

        /** Returns by how much it was answered too late. */
        long lateNanos() {
            return repliedNanos - dueNanos;
        }
    }

    private final ServerSocket listener = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    private final Rule rule;
    private final AtomicLong count = new AtomicLong();
    private final List<List<Exchange>> exchanges = new ArrayList<>();
    private final List<RawSocket> sockets = new ArrayList<>();
    private final List<InetAddress> peers = new ArrayList<>();

    ReferenceServer(Rule rule) throws IOException {
        this.rule = rule;
        run(this::accept);
    }

    /** Echoes at once, with these replies. */
    static ReferenceServer replying(java.util.function.BiFunction<byte[], Long, List<byte[]>> replies)
            throws IOException {
        return new ReferenceServer(new Rule() {
            @Override
            public long replyNanos(long nowNanos, long count) {
                return nowNanos;
            }

            @Override
            public List<byte[]> replies(byte[] message, long count) {
                return replies.apply(message, count);
            }
        });
    }

    String url() {
        return RawSocket.uri(listener).toString();
    }

    URI uri() {
        return RawSocket.uri(listener);
    }

    /** Returns what was answered so far, in that order, for each connection in the order in which they came. */
    List<List<Exchange>> exchangesByConnection() {
        synchronized (exchanges) {
            return exchanges.stream().map(List::copyOf).toList();
        }
    }

    /** Returns from where connections came. */
    List<String> peers() {
        synchronized (peers) {
            return peers.stream().map(InetAddress::getHostAddress).toList();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        synchronized (sockets) {
            for (RawSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private void accept() {
        try {
            while (true) {
                RawSocket socket = RawSocket.accept(listener);
                synchronized (sockets) {
                    sockets.add(socket);
                }
                synchronized (peers) {
                    peers.add(socket.peer());
                }
                List<Exchange> answered = new ArrayList<>();
                synchronized (exchanges) {
                    exchanges.add(answered);
                }
                run(() -> serve(socket, answered));
            }
        } catch (IOException e) {
            // Closed at the end of the test.
            return;
        }
    }

    private void serve(RawSocket socket, List<Exchange> answered) {
        try {
            while (true) {
                Frame frame = socket.readFrame();
                if (frame.opcode() == Frame.CLOSE) {
                    socket.write(RawSocket.serverFrame(Frame.CLOSE, frame.payload()));
                    socket.close();
                    return;
                }
                answer(socket, frame, answered);
            }
        } catch (IOException | AssertionError e) {
            // The connection ended; what the client makes of that is what a test looks at.
            return;
        }
    }

    private void answer(RawSocket socket, Frame frame, List<Exchange> answered) throws IOException {
        long arrivedNanos = System.nanoTime();
        long number = count.getAndIncrement();
        long replyNanos = rule.replyNanos(arrivedNanos, number);
        for (long left; (left = replyNanos - System.nanoTime()) > 0; ) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] reply : rule.replies(frame.payload(), number)) {
            all.writeBytes(RawSocket.serverFrame(frame.opcode(), reply));
        }
        long repliedNanos = System.nanoTime();
        // Before the client can know of it, so that what it has is on record.
        synchronized (exchanges) {
            answered.add(new Exchange(arrivedNanos, replyNanos, repliedNanos));
        }
        socket.write(all.toByteArray());
    }

    private static void run(Runnable task) {
        Thread thread = new Thread(task, "parley-test-reference");
        thread.setDaemon(true);
        thread.start();
    }
}
