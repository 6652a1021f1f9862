package dev.parley.server;

import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The door through which one connection's messages go to the container, one after another, from any thread; the hot path.
 *
 * <p>A message is sent when the container has taken it, which may be as late as the peer reads, or as {@link #release} ends the
 * wait. Nothing is thrown: a failure goes to whoever was named for that.
 */
final class Sender {
    private final ReentrantLock sending = new ReentrantLock();
    private final Session session;
    private final Lifecycle lifecycle;
    private final IdleTimer idle;
    private final Consumer<Exception> onFailure;
    // Whether the threads that send are Parley's own, which may be interrupted.
    private final boolean onOwnThreads;
    // When the message that is going out was begun; 0 when there is none.
    private volatile long startNanos;
    // The thread that sends it, if it is one of Parley's own; else null.
    private volatile Thread thread;

    /** A message in one frame or more, or a ping, on its way out. */
    interface Outgoing {
        void to(RemoteEndpoint.Basic remote) throws IOException;
    }

    Sender(Session session, Lifecycle lifecycle, IdleTimer idle, boolean onOwnThreads, Consumer<Exception> onFailure) {
        this.session = session;
        this.lifecycle = lifecycle;
        this.idle = idle;
        this.onOwnThreads = onOwnThreads;
        this.onFailure = onFailure;
    }

    /** Sends when those before it are sent; false if it could not be sent. */
    boolean send(Outgoing message) {
        sending.lock();
        try {
            return lifecycle.sends() && sendLocked(message);
        } finally {
            sending.unlock();
        }
    }

    /** Sends at once; false if something else is being sent, or it could not be sent. */
    boolean sendUnlessBusy(Outgoing message) {
        if (!lifecycle.sends() || !sending.tryLock()) {
            return false;
        }
        try {
            return sendLocked(message);
        } finally {
            sending.unlock();
        }
    }

    boolean isBusy() {
        return startNanos != 0;
    }

    /** Tells whether a message has been going out for longer than that. */
    boolean isBusyFor(Duration time, long nowNanos) {
        long since = startNanos;
        return since != 0 && nowNanos - since > time.toNanos();
    }

    /** Ends the wait of a thread of ours that still sends: Tyrus would wait for as long as the peer is there. */
    void release() {
        Thread waiting = thread;
        if (waiting != null) {
            waiting.interrupt();
        }
    }

    private boolean sendLocked(Outgoing message) {
        // Never 0, which means none.
        startNanos = System.nanoTime() | 1;
        thread = onOwnThreads ? Thread.currentThread() : null;
        try {
            message.to(session.getBasicRemote());
            idle.sent();
            return true;
        } catch (IOException | RuntimeException e) {
            if (lifecycle.sends()) {
                onFailure.accept(e);
            }
            return false;
        } finally {
            startNanos = 0;
            thread = null;
        }
    }
}
