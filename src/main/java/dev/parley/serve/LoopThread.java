package dev.parley.serve;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;

/**
 * A thread that leads an event loop, until it hands the lead over in the middle of a turn because the turn takes long; then it
 * finishes the turn and is free to lead again.
 *
 * <p>The lead can be handed over by the thread itself and by the watchdog: whoever wins {@link #handOver} must see to
 * it that another thread leads.
 */
final class LoopThread extends Thread {
    private static final AtomicLong STARTED = new AtomicLong();

    // Odd while this thread leads and takes a turn. Written last at the beginning of a turn: it publishes the rest.
    private final AtomicLong turns = new AtomicLong();
    // Used by this thread; the watchdog reads socket after it won handOver.
    private long turn;
    private NioSocketWrapper socket;
    private boolean readsOn;
    private boolean leads;

    LoopThread(Runnable work) {
        super(work, "parley-loop-" + STARTED.incrementAndGet());
        setDaemon(true);
        // It may be started from within the application, whose class loader it would keep.
        setContextClassLoader(LoopThread.class.getClassLoader());
    }

    void beginTurn(NioSocketWrapper socket) {
        this.socket = socket;
        readsOn = false;
        turn = turns.get() + 1;
        turns.setRelease(turn);
    }

    /** Ends the turn, and with it the lead if that was handed over meanwhile. */
    void endTurn() {
        leads = turns.compareAndSet(turn, turn + 1);
        // After that, for whoever wins handOver wants to know it.
        socket = null;
    }

    void lead() {
        leads = true;
    }

    boolean leads() {
        return leads;
    }

    /** Hands the lead over in the middle of this turn; returns false if the turn or the lead is over already. */
    boolean handOver(long turn) {
        return turn != 0 && turns.compareAndSet(turn, turn + 1);
    }

    /** Returns the number of the turn that this thread takes as a leader, or 0. */
    long turnUnderWay() {
        long now = turns.get();
        return (now & 1) == 1 ? now : 0;
    }

    /** Returns the connection whose turn it is, also after the lead was handed over, or null. */
    NioSocketWrapper socket() {
        return socket;
    }

    /** Notes that the connection is to be read again after this turn. */
    void readOn() {
        readsOn = true;
    }

    boolean readsOn() {
        return readsOn;
    }
}
