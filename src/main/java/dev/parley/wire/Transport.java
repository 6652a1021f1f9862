package dev.parley.wire;

import io.netty.channel.socket.SocketChannel;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** What the connections of one {@link WireClient} share. */
record Transport(Supplier<SocketChannel> sockets, Executor lookups, TlsContexts contexts) {}
