package dev.parley.connect;

import dev.parley.wire.Wire;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The connection of the moment, and the messages that were handed to one and are not on the network yet: those go to the next
 * connection, or are reported as lost.
 *
 * <p>Thread-safe: input sends, the session tells what happened.
 */
final class Link {
    /** How much may be handed over and not be on the network; one message may be longer. */
    private static final long MOST_UNSENT_BYTES = 4L * 1024 * 1024;

    private static final int BYTES_A_MESSAGE = 100;

    // All are guarded by this object's monitor.
    private final Deque<Outgoing> unsent = new ArrayDeque<>();
    private long unsentBytes;
    // Whether one more is held back until there is a connection that is ready for it.
    private boolean holding;
    private Wire wire;
    private boolean over;

    /** Hands a message over when there is a connection that is ready for it; false if there will be none any more. */
    synchronized boolean send(Outgoing message) throws InterruptedException {
        holding = true;
        awaitReady();
        holding = false;
        unsent.add(message);
        unsentBytes += weight(message);
        if (over) {
            return false;
        }
        send(wire, message);
        return true;
    }

    /** Does something with an open connection when there is one; false if there will be none any more. */
    synchronized boolean use(Consumer<Wire> action) throws InterruptedException {
        awaitReady();
        if (!over) {
            action.accept(wire);
        }
        return !over;
    }

    /** Takes note of a new connection, and hands over to it first what the one before did not send. */
    synchronized void opened(Wire opened) {
        wire = opened;
        unsent.forEach(message -> send(opened, message));
        notifyAll();
    }

    /** Takes note that a message is on the network, and returns it. */
    synchronized Outgoing sent() {
        Outgoing message = unsent.remove();
        unsentBytes -= weight(message);
        notifyAll();
        return message;
    }

    /** Takes note that the connection takes more again. */
    synchronized void writable() {
        notifyAll();
    }

    synchronized void lost() {
        wire = null;
    }

    /** Takes note that there will be no connection any more. */
    synchronized void over() {
        wire = null;
        over = true;
        notifyAll();
    }

    /** Returns the open connection, or null. */
    synchronized Wire wire() {
        return wire;
    }

    /** Returns how many messages are not on the network yet. */
    synchronized int unsent() {
        return unsent.size() + (holding ? 1 : 0);
    }

    private void awaitReady() throws InterruptedException {
        while (!over && (wire == null || !wire.isWritable() || unsentBytes > MOST_UNSENT_BYTES)) {
            wait();
        }
    }

    private static long weight(Outgoing message) {
        return message.payload().length + BYTES_A_MESSAGE;
    }

    /** A connection that closes just now does not take it; then the next one does, or it counts as unsent. */
    private static void send(Wire wire, Outgoing message) {
        if (message.text()) {
            wire.sendText(message.payload());
        } else {
            wire.sendBinary(message.payload());
        }
    }
}
