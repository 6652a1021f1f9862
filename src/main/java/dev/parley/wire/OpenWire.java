package dev.parley.wire;

import dev.parley.protocol.Close;
import dev.parley.protocol.Closing;
import dev.parley.protocol.Deflate;
import dev.parley.protocol.Frame;
import dev.parley.protocol.FrameEncoder;
import dev.parley.protocol.Message;
import dev.parley.protocol.MessageAssembly;
import dev.parley.protocol.Role;
import dev.parley.protocol.Violation;
import dev.parley.wire.Ended.How;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;

/** A connection over a channel of Netty. All state but what says otherwise is the event loop's. */
final class OpenWire implements Wire {
    /** How long the other side has to answer a close frame. */
    static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    /** How long the other side, once both close frames went out, has to end the TCP connection (RFC 6455 section 7.1.1). */
    private static final Duration END_WAIT = Duration.ofSeconds(1);

    /** Frames share a buffer of at least this size, and go out when there are {@link #MOST_BUFFER} bytes. */
    private static final int LEAST_BUFFER = 256;

    private static final int MOST_BUFFER = 16 * 1024;

    private final Channel channel;
    private final EventLoop loop;
    private final Role role;
    private final WireListener listener;
    // Null if no extension was agreed on.
    private final Deflate deflate;
    private final FrameEncoder encoder;
    private final MessageAssembly assembly;
    private final Closing handshake;
    private final AtomicLong unwritten = new AtomicLong();
    // Written by the event loop only.
    private volatile boolean closing;
    private volatile boolean ended;
    // Used by the event loop only.
    private final boolean tellsFrames;
    // Frames that go out together when what came in has been looked at, or the loop comes round; null if there are
    // none.
    private ByteBuf out;
    private int outCount;
    // The same ones, if they are to be told of.
    private List<FrameEvent> outFrames;
    private boolean reading;
    private long frameBytesOut;
    private boolean deaf;
    // The newest ping that waits for its answer, because the other side does not read; else null.
    private byte[] unanswered;
    private How how;
    // Null if how says all.
    private Cause cause;

    OpenWire(Channel channel, Role role, WireListener listener, Deflate deflate, int maxBytes) {
        this.channel = channel;
        this.loop = channel.eventLoop();
        this.role = role;
        this.listener = listener;
        this.deflate = deflate;
        this.encoder = new FrameEncoder(role);
        this.assembly = new MessageAssembly(role, maxBytes, deflate);
        this.handshake = new Closing(role);
        this.tellsFrames = listener.wantsFrames();
    }

    @Override
    public boolean sendText(String text) {
        return sendText(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean sendText(byte[] utf8) {
        return sendMessage(Frame.TEXT, utf8);
    }

    @Override
    public boolean sendBinary(byte[] bytes) {
        return sendMessage(Frame.BINARY, bytes);
    }

    @Override
    public boolean ping(byte[] payload) {
        return sendFrame(Frame.FIN | Frame.PING, payload);
    }

    @Override
    public boolean pong(byte[] payload) {
        return sendFrame(Frame.FIN | Frame.PONG, payload);
    }

    @Override
    public boolean sendFrame(int firstByte, byte[] payload) {
        return !closing && !ended && onLoop(() -> writeFrame(firstByte, payload));
    }

    @Override
    public boolean sendBytes(byte[] bytes) {
        if (ended) {
            return false;
        }
        unwritten.incrementAndGet();
        loop.execute(() -> {
            flush();
            write(Unpooled.wrappedBuffer(bytes), 1, null);
        });
        return true;
    }

    @Override
    public boolean close(int code, String reason) {
        if (closing || ended) {
            return false;
        }
        loop.execute(() -> sendClose(new Close(code, reason)));
        return true;
    }

    @Override
    public void cut() {
        loop.execute(() -> end(How.CUT, null));
    }

    @Override
    public void reset() {
        loop.execute(() -> {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            end(How.CUT, null);
        });
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public long frameBytesOut() {
        return frameBytesOut;
    }

    @Override
    public void reading(boolean on) {
        channel.config().setAutoRead(on);
    }

    @Override
    public void later(Duration delay, Runnable task) {
        loop.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    boolean isDeaf() {
        return deaf;
    }

    /** Takes a frame that came in. */
    void received(Frame frame) {
        reading = true;
        long nanos = System.nanoTime();
        if (tellsFrames) {
            tell(new FrameEvent(nanos, false, frame));
        }
        Violation violation = assembly.check(frame);
        if (violation != null) {
            fail(violation);
        } else if (frame.isControl()) {
            receivedControl(frame);
        } else {
            Message message = assembly.join(frame);
            if (message != null) {
                tell(new MessageEvent(nanos, message, assembly.frames(), assembly.wireBytes()));
            } else if (assembly.violation() != null) {
                fail(assembly.violation());
            }
        }
    }

    /** Fails the connection (RFC 6455 section 7.1.7). */
    void fail(Violation violation) {
        deaf = true;
        how = How.PROTOCOL_ERROR;
        cause = new Cause.ProtocolViolation(violation);
        sendClose(new Close(violation.rule().closeCode(), ""));
    }

    private void receivedControl(Frame frame) {
        if (frame.opcode() == Frame.PING) {
            // 5.5.3: only the newest need be answered, and whoever does not read gets no more than that.
            unanswered = frame.payload();
            if (channel.isWritable()) {
                answerPing();
            }
        } else if (frame.opcode() == Frame.CLOSE) {
            deaf = true;
            // 5.5.1: what follows a close frame is not looked at.
            sendClose(handshake.receive(Close.read(frame.payload())));
            if (handshake.endsConnection()) {
                // 7.1.1: the server ends the TCP connection, once its own close frame is out.
                flush();
                end(How.CLOSED, null);
            } else {
                later(END_WAIT, () -> end(How.CLOSED, null));
            }
        }
    }

    private void answerPing() {
        // 5.5.2: with the same payload; not after a close frame.
        if (unanswered != null && !closing) {
            byte[] payload = unanswered;
            unanswered = null;
            unwritten.incrementAndGet();
            writeFrame(Frame.FIN | Frame.PONG, payload);
        }
    }

    private boolean sendMessage(int opcode, byte[] payload) {
        return !closing
                && !ended
                && onLoop(() -> {
                    if (deflate == null || !deflate.sends()) {
                        writeFrame(Frame.FIN | opcode, payload);
                    } else {
                        writeFrame(Frame.FIN | Frame.RSV1 | opcode, deflate.compress(payload));
                    }
                });
    }

    private boolean onLoop(Runnable write) {
        unwritten.incrementAndGet();
        if (loop.inEventLoop()) {
            unlessClosing(write);
        } else {
            loop.execute(() -> unlessClosing(write));
        }
        return true;
    }

    /** Another thread may have closed meanwhile: what comes too late stays counted as unwritten. */
    private void unlessClosing(Runnable write) {
        if (!closing && !ended) {
            try {
                write.run();
            } catch (RuntimeException | Error e) {
                // No memory, for one: a message that is lost ends the connection, it does not vanish.
                failed(e);
            }
        }
    }

    private void writeFrame(int firstByte, byte[] payload) {
        int headerBytes = encoder.headerBytes(payload.length);
        if (out == null) {
            out = channel.alloc().ioBuffer(Math.max(LEAST_BUFFER, headerBytes + payload.length));
            if (!reading) {
                loop.execute(this::flush);
            }
        }
        put(firstByte, headerBytes, payload);
        outCount++;
        frameBytesOut += headerBytes + payload.length;
        if (tellsFrames) {
            outFrames = outFrames == null ? new ArrayList<>(1) : outFrames;
            outFrames.add(
                    new FrameEvent(System.nanoTime(), true, new Frame(firstByte, role.masks(), headerBytes, payload)));
        }
        if (out.readableBytes() >= MOST_BUFFER) {
            flush();
        }
    }

    private void put(int firstByte, int headerBytes, byte[] payload) {
        int length = headerBytes + payload.length;
        out.ensureWritable(length);
        encoder.encode(out.internalNioBuffer(out.writerIndex(), length), firstByte, payload);
        out.writerIndex(out.writerIndex() + length);
    }

    /** Hands the frames that wait to the network. */
    private void flush() {
        if (out != null) {
            ByteBuf bytes = out;
            List<FrameEvent> frames = outFrames;
            int count = outCount;
            out = null;
            outFrames = null;
            outCount = 0;
            write(bytes, count, frames);
        }
    }

    private void write(ByteBuf bytes, int count, List<FrameEvent> frames) {
        channel.writeAndFlush(bytes).addListener((ChannelFutureListener) written -> {
            if (written.isSuccess()) {
                unwritten.addAndGet(-count);
                if (frames != null) {
                    frames.forEach(this::tell);
                }
            } else if (written.cause() instanceof IOException broken) {
                lost(broken);
            }
        });
    }

    private void sendClose(Close close) {
        if (ended || !handshake.send(close)) {
            return;
        }
        closing = true;
        unwritten.incrementAndGet();
        writeFrame(Frame.FIN | Frame.CLOSE, close.payload());
        if (handshake.received() == null) {
            later(how == How.PROTOCOL_ERROR ? END_WAIT : CLOSE_WAIT, this::notAnswered);
        }
    }

    private void notAnswered() {
        if (channel.config().isAutoRead() || how != null) {
            end(How.NO_CLOSE_ANSWER, null);
        } else if (!ended) {
            // This side has stopped reading: the answer may be there for long.
            later(CLOSE_WAIT, this::notAnswered);
        }
    }

    private void lost(IOException broken) {
        // What was still to be written when the connection ended fails with it, and says nothing of how it ended.
        if (how == null && !(broken instanceof ClosedChannelException)) {
            how = How.RST;
            cause = new Cause.Reset(String.valueOf(broken.getMessage()));
        }
    }

    private void tell(WireEvent event) {
        try {
            listener.event(event);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    /** Ends the connection after a fault of ours or of a listener: said, not hidden. */
    private void failed(Throwable fault) {
        end(How.CUT, new Cause.Fault(fault.toString()));
    }

    /** Ends the connection, unless it has ended in another way. */
    private void end(How way, Cause why) {
        if (!ended) {
            if (how == null) {
                how = way;
                cause = why;
            }
            channel.close();
        }
    }

    private void tellEnd() {
        if (ended) {
            return;
        }
        ended = true;
        if (out != null) {
            out.release();
            out = null;
        }
        if (deflate != null) {
            deflate.release();
        }
        How seen = how;
        // What the TCP connection did after the closing handshake is nobody's concern; what it did instead is.
        if (handshake.isDone() && seen != How.PROTOCOL_ERROR) {
            seen = How.CLOSED;
        } else if (seen == null) {
            // The end of all loops is this side's doing.
            seen = loop.isShuttingDown() ? How.CUT : How.FIN;
        }
        listener.event(new Ended(
                System.nanoTime(),
                seen,
                null,
                handshake.received(),
                handshake.sent(),
                handshake.isPeerFirst(),
                unwritten.get(),
                cause));
    }

    /** Hears Netty; the last of the pipeline. */
    final class Ear extends ChannelInboundHandlerAdapter {
        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            reading = false;
            flush();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            tellEnd();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (channel.isWritable()) {
                answerPing();
                listener.writable(OpenWire.this);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
            Throwable root = thrown.getCause() instanceof SSLException ? thrown.getCause() : thrown;
            if (root instanceof SSLException) {
                end(How.RST, new Cause.TlsBroken(String.valueOf(root.getMessage())));
            } else if (root instanceof IOException broken) {
                lost(broken);
                end(How.RST, null);
            } else {
                failed(root);
            }
        }
    }

    @Override
    public String toString() {
        return "Wire[" + channel.localAddress() + " -> " + channel.remoteAddress() + "]";
    }
}
