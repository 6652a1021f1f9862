package dev.parley.serve;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Opens and closes WebSocket connections on loopback, one after another, with as little work of its own as can be. */
final class Handshakes {
    private static final byte[] REQUEST = ("GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
                    + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    private static final String ANSWER = "HTTP/1.1 101 ";
    // Masked with 0: a close frame with code 1000.
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x82, 0, 0, 0, 0, 0x03, (byte) 0xE8};
    private static final int ADDRESSES = 200;

    private final int port;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(4096);
    private int opened;

    Handshakes(int port) {
        this.port = port;
    }

    /** Connects and returns when the server has agreed. */
    SocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        // One address has 28,000 ports, and each is taken for a minute after its connection: so many addresses.
        channel.bind(new InetSocketAddress("127.0.1." + (1 + opened++ % ADDRESSES), 0));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.connect(new InetSocketAddress("127.0.0.1", port));
        channel.write(ByteBuffer.wrap(REQUEST));
        answer.clear();
        while (!endsHead()) {
            read(channel);
        }
        for (int i = 0; i < ANSWER.length(); i++) {
            if (answer.get(i) != ANSWER.charAt(i)) {
                throw new IOException("the handshake was refused");
            }
        }
        return channel;
    }

    List<SocketChannel> open(int connections) throws IOException {
        List<SocketChannel> channels = new ArrayList<>(connections);
        for (int i = 0; i < connections; i++) {
            channels.add(open());
        }
        return channels;
    }

    /** Says goodbye and closes, without waiting for the answer: one round trip is enough to wait for. */
    void close(SocketChannel channel) throws IOException {
        channel.write(ByteBuffer.wrap(CLOSE));
        channel.close();
    }

    /** Opens and closes for this long, and returns how many connections that were in a second. */
    double perSecond(double seconds) throws IOException {
        long startNanos = System.nanoTime();
        long endNanos = startNanos + (long) (seconds * 1e9);
        int done = 0;
        while (System.nanoTime() < endNanos) {
            close(open());
            done++;
        }
        return done / ((System.nanoTime() - startNanos) / 1e9);
    }

    private void read(SocketChannel channel) throws IOException {
        if (channel.read(answer) < 0) {
            throw new EOFException("the server closed");
        }
    }

    private boolean endsHead() {
        int end = answer.position();
        return end >= 4 && answer.get(end - 1) == '\n' && answer.get(end - 2) == '\r' && answer.get(end - 3) == '\n';
    }
}
