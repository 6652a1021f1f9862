package dev.parley.bench;

import dev.parley.RawSocket;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** An echo server that takes its time to agree to each connection, and never agrees to one of them. */
final class SlowHandshakes implements AutoCloseable {
    private final ServerSocket listener = RawSocket.listen();
    private final AtomicInteger count = new AtomicInteger();
    private final long millis;
    private final int never;

    /** Listens; the connection {@code never} is not answered, the one that finds out being number 0. */
    SlowHandshakes(long millis, int never) throws IOException {
        this.millis = millis;
        this.never = never;
        run(() -> {
            while (true) {
                RawSocket socket = RawSocket.acceptOnly(listener);
                run(() -> serve(socket));
            }
        });
    }

    String url() {
        return RawSocket.uri(listener).toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void serve(RawSocket socket) throws IOException {
        int number = count.getAndIncrement();
        if (number == never) {
            socket.readToEnd();
            return;
        }
        if (number > 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
        }
        socket.agree();
        while (true) {
            RawSocket.Frame frame = socket.readFrame();
            socket.write(RawSocket.serverFrame(frame.opcode(), frame.payload()));
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void run(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException | AssertionError e) {
                        // The connection ended, or the test did.
                        return;
                    }
                },
                "parley-test-slow");
        thread.setDaemon(true);
        thread.start();
    }
}
