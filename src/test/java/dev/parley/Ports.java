package dev.parley;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Finds ports of loopback for servers that cannot choose one themselves. */
public final class Ports {
    /** A port that nobody listens on: that of a service which is long forgotten, and no port of clients. */
    public static final int NOBODY = 1;

    private Ports() {}

    /** Returns a port that nobody listens on just now. */
    public static int free() throws IOException {
        try (ServerSocket free = RawSocket.listen()) {
            return free.getLocalPort();
        }
    }

    /** Waits until somebody does. */
    public static void awaitListening(int port) {
        Awaitility.await("somebody listening on " + port)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> isListening(port));
    }

    /** Tells whether somebody does. */
    public static boolean isListening(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
