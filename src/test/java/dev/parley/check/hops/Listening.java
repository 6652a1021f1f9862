package dev.parley.check.hops;

import dev.parley.RawSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/** A free port of loopback that is listened on; each connection is served in a thread of its own until this is closed. */
final class Listening implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    /** Does something that ends when a connection does. */
    interface Task {
        void run() throws IOException;
    }

    /** Serves a connection, in its own thread. */
    interface Service {
        void serve(Socket socket) throws IOException;
    }

    Listening() {
        try {
            listener = RawSocket.listen();
            listener.setSoTimeout(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to accept connections. */
    void serve(Service service) {
        begin(() -> {
            while (true) {
                Socket socket = keep(listener.accept());
                begin(() -> {
                    try (socket) {
                        service.serve(socket);
                    } finally {
                        sockets.remove(socket);
                    }
                });
            }
        });
    }

    /** Runs a task in a thread of its own, which is waited for at the end. */
    Thread begin(Task task) {
        Thread thread = new Thread(() -> run(task), "parley-test-listening");
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
        return thread;
    }

    /** Keeps a socket to close it at the end; at once, if that is now. */
    Socket keep(Socket socket) throws IOException {
        sockets.add(socket);
        if (listener.isClosed()) {
            socket.close();
        }
        return socket;
    }

    int port() {
        return listener.getLocalPort();
    }

    String ws(String pathAndQuery) {
        return "ws://127.0.0.1:" + port() + "/" + pathAndQuery;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.forEach(Listening::join);
    }

    /** Waits for the end of a thread whose connections end. */
    static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private void run(Task task) {
        try {
            task.run();
        } catch (IOException | AssertionError e) {
            // The connection ended, or this did.
            return;
        } finally {
            threads.remove(Thread.currentThread());
        }
    }
}
