package dev.parley.serve;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Keeps a number of messages in flight on each of some connections, and counts the replies.
 *
 * <p>One thread does it all: frames are made beforehand, replies are counted by their headers and not looked into.
 */
final class MessageLoad implements AutoCloseable {
    private static final byte[] MESSAGE = "hi i am client".getBytes(StandardCharsets.US_ASCII);
    private static final int FRAME_BYTES = 6 + MESSAGE.length;

    private final List<SocketChannel> channels;
    private final Handshakes handshakes;
    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(65_536);
    private final ByteBuffer frames;
    private long replies;

    /** Connects, and sends the first messages. */
    MessageLoad(int port, int connections, int inFlight) throws IOException {
        handshakes = new Handshakes(port);
        channels = handshakes.open(connections);
        frames = frames(inFlight);
        for (SocketChannel channel : channels) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, new Replies());
            send(channel, inFlight);
        }
    }

    /** Goes on for this long, and returns how many replies came in a second. */
    double perSecond(double seconds) throws IOException {
        replies = 0;
        long startNanos = System.nanoTime();
        long endNanos = startNanos + (long) (seconds * 1e9);
        while (System.nanoTime() < endNanos) {
            selector.select(this::answer, 1000);
        }
        return replies / ((System.nanoTime() - startNanos) / 1e9);
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
        selector.close();
    }

    private void answer(SelectionKey key) {
        try {
            SocketChannel channel = (SocketChannel) key.channel();
            in.clear();
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed");
            }
            in.flip();
            int count = ((Replies) key.attachment()).count(in);
            if (count > 0) {
                replies += count;
                send(channel, count);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(SocketChannel channel, int count) throws IOException {
        frames.position(0).limit(count * FRAME_BYTES);
        channel.write(frames);
        if (frames.hasRemaining()) {
            throw new IOException("the kernel took " + frames.position() + " of " + frames.limit() + " bytes");
        }
    }

    private static ByteBuffer frames(int count) {
        ByteBuffer frames = ByteBuffer.allocateDirect(count * FRAME_BYTES);
        byte[] mask = {0x12, 0x34, 0x56, 0x78};
        for (int n = 0; n < count; n++) {
            // RFC 6455 section 5.2: FIN and text, then masked and the length.
            frames.put((byte) 0x81).put((byte) (0x80 | MESSAGE.length)).put(mask);
            for (int i = 0; i < MESSAGE.length; i++) {
                frames.put((byte) (MESSAGE[i] ^ mask[i % 4]));
            }
        }
        return frames;
    }

    /** Counts the ends of a connection's frames, which are under 126 bytes. */
    private static final class Replies {
        private int left;
        private boolean inHeader;

        int count(ByteBuffer bytes) {
            int ended = 0;
            while (bytes.hasRemaining()) {
                if (inHeader) {
                    left = bytes.get();
                    inHeader = false;
                } else if (left == 0) {
                    if (bytes.get() != (byte) 0x81) {
                        throw new IllegalStateException("not a whole text frame");
                    }
                    inHeader = true;
                    continue;
                } else {
                    int step = Math.min(left, bytes.remaining());
                    bytes.position(bytes.position() + step);
                    left -= step;
                }
                if (left == 0) {
                    ended++;
                }
            }
            return ended;
        }
    }
}
