package dev.parley.wire;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/** An event loop, a single thread: what is run on it and its connections' events never run at the same time. */
public final class WireLoop {
    private final EventLoop loop;
    private final Transport transport;
    private final long timerNanos;

    WireLoop(EventLoop loop, Transport transport, long timerNanos) {
        this.loop = loop;
        this.transport = transport;
        this.timerNanos = timerNanos;
    }

    /** Begins to connect, as {@link WireClient#connect} does, on this loop. */
    public void connect(WireSettings settings, WireListener listener) {
        connect(settings, null, listener);
    }

    void connect(WireSettings settings, ByteCounter traffic, WireListener listener) {
        start(settings, traffic, listener, new WebSocketStep(settings, listener, new byte[0]));
    }

    void connectHttp(
            WireSettings settings, HttpConnection.Version version, ByteCounter traffic, WireListener listener) {
        start(settings, traffic, listener, new HttpStep(settings, version, listener));
    }

    void connectAfter(byte[] preamble, WireSettings settings, WireListener listener) {
        start(settings, null, listener, new WebSocketStep(settings, listener, preamble));
    }

    private void start(WireSettings settings, ByteCounter traffic, WireListener listener, LastStep step) {
        new Attempt(loop, transport, settings, traffic, listener, step).start();
    }

    /** Runs something soon, after what has come from the network by then; not after the end of all loops. */
    public void execute(Runnable task) {
        loop.execute(task);
    }

    /**
     * Runs something later; not after the end of all loops.
     *
     * @param nanos from now; it may be as much as {@link #timerNanos} late on an idle machine
     */
    public void after(long nanos, Runnable task) {
        loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    /** Returns how late {@link #after} may be when nothing else keeps the loop busy. */
    public long timerNanos() {
        return timerNanos;
    }
}
