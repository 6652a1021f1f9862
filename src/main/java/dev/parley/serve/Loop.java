package dev.parley.serve;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.tomcat.util.net.NioEndpoint;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * An event loop that waits for a share of the connections, and serves WebSocket connections on the thread that waited.
 *
 * <p>That saves the two switches of threads that a message costs with Tomcat's poller, which hands each to a worker. It leaves
 * HTTP to the workers. A turn may wait all the same, most of all to write to a client that does not read. Then the thread
 * first hands the lead of this loop to another one, and goes on with its turn as a worker would. Tomcat says that a write
 * will wait by {@link #add}; all else that takes long is noticed by the watchdog.
 *
 * <p>Only the leading thread selects. A connection stays registered for reading during its turn, so that a message costs no
 * change of that; only when the lead is handed over is it taken out, until the turn is over.
 */
final class Loop extends NioEndpoint.Poller {
    private static final Logger LOG = System.getLogger(Loop.class.getName());
    /** How late an idle connection's timeout may be noticed. */
    private static final long SELECT_MILLIS = 1_000;

    private final NioEndpoint endpoint;
    private final Executor threads;
    private final AtomicBoolean vacant = new AtomicBoolean(true);
    private volatile LoopThread leader;
    private volatile boolean stopped;
    // What the watchdog saw last.
    private LoopThread watchedThread;
    private long watchedTurn;

    /** Takes threads that are {@link LoopThread}s, as many as it wants. */
    Loop(NioEndpoint endpoint, Executor threads) throws IOException {
        endpoint.super();
        this.endpoint = endpoint;
        this.threads = threads;
    }

    /** Lets some thread lead, unless one does. */
    void start() {
        try {
            threads.execute(this::lead);
        } catch (RejectedExecutionException e) {
            // The server has stopped.
            stopped = true;
        } catch (OutOfMemoryError e) {
            // No thread can be had now; the watchdog tries again.
            LOG.log(Level.ERROR, "no thread for an event loop", e);
        }
    }

    /** Lets no more turns begin. */
    void stop() {
        stopped = true;
        getSelector().wakeup();
    }

    /** Frees what the operating system holds for it; after {@link #stop}, when the connections are closed. */
    void free() {
        try {
            getSelector().close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a selector could not be closed", e);
        }
    }

    /** Takes a connection that wants to be read or written on, from any thread. */
    @Override
    public void add(NioSocketWrapper socket, int operations) {
        if (Thread.currentThread() instanceof LoopThread thread && thread.socket() instanceof LoopSocket own) {
            if (operations == SelectionKey.OP_READ && own == socket && !own.waitsToRead()) {
                thread.readOn();
                return;
            }
            // All else is asked for in a turn only to wait for it.
            ((Loop) own.getPoller()).handOver(thread, thread.turnUnderWay());
        }
        super.add(socket, operations);
        getSelector().wakeup();
    }

    @Override
    public void register(NioSocketWrapper socket) {
        super.register(socket);
        getSelector().wakeup();
    }

    /** Lets another thread lead if this turn has not ended since the last call; called by the watchdog. */
    void watch() {
        if (vacant.get()) {
            start();
        }
        LoopThread thread = leader;
        long turn = thread == null ? 0 : thread.turnUnderWay();
        if (turn != 0 && turn == watchedTurn && thread == watchedThread) {
            handOver(thread, turn);
        }
        watchedThread = thread;
        watchedTurn = turn;
    }

    @Override
    protected void processKey(SelectionKey key, NioSocketWrapper wrapper) {
        if (wrapper instanceof LoopSocket socket
                && socket.getCurrentProcessor() instanceof UpgradeProcessorInternal
                && key.isValid()
                && key.readyOps() == SelectionKey.OP_READ
                // Another thread that sends a close frame may hold it for long.
                && socket.getLock().tryLock()) {
            try {
                takeTurn(socket);
            } finally {
                socket.getLock().unlock();
            }
            // Not before it is unlocked, for another thread may lead, and take its next turn.
            readOn(socket);
        } else {
            super.processKey(key, wrapper);
        }
    }

    private void lead() {
        if (!vacant.compareAndSet(true, false)) {
            return;
        }
        LoopThread self = (LoopThread) Thread.currentThread();
        self.lead();
        leader = self;
        try {
            while (self.leads() && !stopped) {
                step(self);
            }
        } finally {
            // An error that Tomcat lets pass ends this thread; the connections are to live on.
            if (self.leads() && !stopped) {
                vacant.set(true);
                start();
            }
        }
    }

    private void step(LoopThread self) {
        Selector selector = getSelector();
        Set<SelectionKey> ready = selector.selectedKeys();
        boolean changed = events();
        int selected = 0;
        // Not empty when the last leader did not come to the end of it.
        if (ready.isEmpty()) {
            // The application may have left it set; a selector would not wait any more.
            Thread.interrupted();
            try {
                selected = selector.select(SELECT_MILLIS);
            } catch (IOException e) {
                LOG.log(Level.ERROR, "waiting for connections failed", e);
            }
        }
        for (Iterator<SelectionKey> keys = ready.iterator(); keys.hasNext(); ) {
            SelectionKey key = keys.next();
            keys.remove();
            if (key.attachment() instanceof NioSocketWrapper socket) {
                processKey(key, socket);
            }
            if (!self.leads()) {
                return;
            }
        }
        timeout(selected, changed);
    }

    private void takeTurn(LoopSocket socket) {
        LoopThread self = (LoopThread) Thread.currentThread();
        self.beginTurn(socket);
        socket.beginTurn();
        try {
            if (!endpoint.processSocket(socket, SocketEvent.OPEN_READ, false)) {
                socket.close();
            }
        } finally {
            socket.endTurn();
            self.endTurn();
        }
    }

    private void readOn(LoopSocket socket) {
        LoopThread self = (LoopThread) Thread.currentThread();
        if (self.leads() && !self.readsOn()) {
            silence(socket);
        } else if (!self.leads() && self.readsOn()) {
            super.add(socket, SelectionKey.OP_READ);
            getSelector().wakeup();
        }
    }

    private void handOver(LoopThread thread, long turn) {
        if (thread.socket() instanceof LoopSocket socket && socket.getPoller() == this && thread.handOver(turn)) {
            silence(socket);
            leader = null;
            vacant.set(true);
            start();
        }
    }

    /** Takes a connection out of the selection for reading; another thread may be waiting to write on it. */
    private void silence(LoopSocket socket) {
        SelectionKey key = socket.key();
        try {
            if (key != null) {
                reg(key, socket, key.interestOps() & ~SelectionKey.OP_READ);
            }
        } catch (CancelledKeyException e) {
            LOG.log(Level.TRACE, "it is closed, and out of the selection by that", e);
        }
    }
}
