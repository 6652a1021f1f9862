package dev.parley.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what connections carry at their sockets: what a proxy, TLS and framing add is in it, what TCP and IP add is not.
 *
 * <p>Any number of connections may share one. Thread-safe; a sum that is read while connections are busy may miss the last.
 */
public final class ByteCounter {
    private final LongAdder connections = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();

    /** Returns how many TCP connections came about. */
    public long connections() {
        return connections.sum();
    }

    /** Returns how many bytes were handed to the network. */
    public long bytesOut() {
        return bytesOut.sum();
    }

    /** Returns how many bytes came in. */
    public long bytesIn() {
        return bytesIn.sum();
    }

    /** Returns what goes first in the pipeline of one connection, nearest to the socket. */
    ChannelHandler counter() {
        return new Counter();
    }

    private final class Counter extends ChannelDuplexHandler {
        @Override
        public void channelActive(ChannelHandlerContext context) {
            connections.increment();
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            bytesIn.add(((ByteBuf) bytes).readableBytes());
            context.fireChannelRead(bytes);
        }

        @Override
        public void write(ChannelHandlerContext context, Object bytes, ChannelPromise promise) {
            bytesOut.add(((ByteBuf) bytes).readableBytes());
            context.write(bytes, promise);
        }
    }
}
