package dev.parley.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.SocketBufferHandler;

/** A connection that belongs to an event loop. */
final class LoopSocket extends NioEndpoint.NioSocketWrapper {
    /** Java copies so much at each attempt, however little the socket then takes. */
    private static final int MAX_WRITE_BYTES = 64 * 1024;

    /** The others of the loop have a turn too, however fast this client sends. */
    private static final int MAX_READS_A_TURN = 64;

    private final NioEndpoint.Poller loop;
    // Guarded by getLock().
    private boolean inTurn;
    private boolean drained;
    private int reads;
    private boolean waitsToRead;

    LoopSocket(NioChannel channel, NioEndpoint endpoint, NioEndpoint.Poller loop) {
        super(channel, endpoint);
        this.loop = loop;
    }

    @Override
    public NioEndpoint.Poller getPoller() {
        return loop;
    }

    /** Returns where it stands in the loop's selection, or null if it was never registered or is closed. */
    SelectionKey key() {
        SocketChannel channel = getSocket().getIOChannel();
        return channel == null ? null : channel.keyFor(loop.getSelector());
    }

    /** Returns whether the thread that asks to read on is going to wait for that, as for the body of a request. */
    boolean waitsToRead() {
        return waitsToRead;
    }

    void beginTurn() {
        inTurn = true;
        drained = false;
        reads = 0;
    }

    void endTurn() {
        inTurn = false;
    }

    /** Reads, but asks the operating system only once a turn if that gave less than there was room for. */
    @Override
    public int read(boolean block, ByteBuffer to) throws IOException {
        SocketBufferHandler buffers = getSocketBufferHandler();
        // Not empty after a handshake along with which a client sent more: no selector tells of that.
        if (inTurn && !block && (drained || reads >= MAX_READS_A_TURN) && buffers.isReadBufferEmpty()) {
            // If there is more, the selector tells.
            return 0;
        }
        int room = Math.min(to.remaining(), buffers.getReadBuffer().capacity());
        reads++;
        waitsToRead = block;
        try {
            int read = super.read(block, to);
            drained = read < room;
            return read;
        } finally {
            waitsToRead = false;
        }
    }

    /** Writes what is longer than the buffer past it, else a long message would be written in very many pieces. */
    @Override
    protected void writeBlocking(ByteBuffer from) throws IOException {
        if (from.remaining() <= getSocketBufferHandler().getWriteBuffer().capacity()) {
            super.writeBlocking(from);
            return;
        }
        // What waits in the buffer comes first.
        doWrite(true);
        int end = from.limit();
        while (from.position() < end) {
            from.limit(Math.min(end, from.position() + MAX_WRITE_BYTES));
            doWrite(true, from);
        }
    }

    /** Writes at once what the socket takes whole, as it nearly always does; else waits as Tomcat does. */
    @Override
    protected void doWrite(boolean block, ByteBuffer from) throws IOException {
        if (block && previousIOException == null) {
            int bytes = from.remaining();
            // Tomcat would look at the buffer again, which another thread resets when it closes the connection.
            if (getSocket().write(from) == bytes) {
                updateLastWrite();
                return;
            }
        }
        super.doWrite(block, from);
    }

    @Override
    protected void doClose() {
        super.doClose();
        // Its key, and with that the file descriptor, is let go by the next selection. That is not far if this thread
        // leads.
        if (!(Thread.currentThread() instanceof LoopThread thread)
                || thread.socket() != this
                || thread.turnUnderWay() == 0) {
            loop.getSelector().wakeup();
        }
    }
}
