package dev.parley.compare;

import dev.parley.wire.ByteCounter;
import dev.parley.wire.Ended;
import dev.parley.wire.Stage;
import dev.parley.wire.Step;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireListener;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A client of one way: does one exchange after another, each when the one before has come to something.
 *
 * <p>It opens a connection when it has none. All that changes is guarded by its monitor; the event loop and whoever begins an
 * exchange come to it.
 */
abstract class ExchangeClient {
    final WireClient client;
    final ByteCounter traffic;
    // The connection of the moment, or null.
    private Link link;
    // Those that have done their work and have not ended.
    private final Set<Link> lingering = new HashSet<>();
    // Of the exchange that is going on; null between two.
    private Consumer<Exchange> told;
    private long startNanos;
    private boolean again;
    // Of the first name that was looked up; 0 if none was.
    private long lookUpNanos;
    // Called when a connection ends between two exchanges.
    private Consumer<Ended> lost = ended -> {};

    ExchangeClient(WireClient client, ByteCounter traffic) {
        this.client = client;
        this.traffic = traffic;
    }

    /** Begins an exchange; what came of it is told once, on the event loop. */
    final synchronized void exchange(Consumer<Exchange> listener) {
        told = listener;
        startNanos = System.nanoTime();
        again = false;
        if (link == null || !link.ask()) {
            open();
        }
    }

    /** Tells the listener of each connection that ends between two exchanges. */
    final synchronized void onLoss(Consumer<Ended> listener) {
        lost = listener;
    }

    /** Gives up an exchange that takes longer than this; it has failed then. */
    final synchronized void giveUpAfter(Duration patience) {
        if (told != null && link != null && System.nanoTime() - startNanos > patience.toNanos()) {
            link.cut();
        }
    }

    /** Tells whether it has a connection. */
    final synchronized boolean isConnected() {
        return link != null;
    }

    /** Returns how long the first look-up of the name took; 0 if there was none. */
    final synchronized long lookUpNanos() {
        return lookUpNanos;
    }

    /** Waits until the connections that are done with have ended, up to {@code endNanos}, and then cuts them. */
    final synchronized void settle(long endNanos) throws InterruptedException {
        long leftNanos = endNanos - System.nanoTime();
        while (!lingering.isEmpty() && leftNanos > 0) {
            wait(leftNanos / 1_000_000, (int) (leftNanos % 1_000_000));
            leftNanos = endNanos - System.nanoTime();
        }
        lingering.forEach(Link::cut);
    }

    /** Begins to end its connection in order; {@link #settle} waits for that. */
    final synchronized void close() {
        told = null;
        if (link != null) {
            lingering.add(link);
            link.leave();
            link = null;
        }
    }

    /** Returns what listens to a new connection. */
    abstract Link connect();

    private void open() {
        link = connect();
        link.start();
    }

    /** One connection. */
    abstract class Link implements WireListener {
        // Of the first step on the way; 0 before it.
        private long stepNanos;
        private boolean used;

        /** Begins to connect. */
        abstract void start();

        /** Sends the request; false if the connection has ended. */
        abstract boolean ask();

        /** Ends the connection in order. */
        abstract void leave();

        /** Ends the connection at once, if it is open. */
        abstract void cut();

        /** Takes an event that only one way has. */
        abstract void heard(WireEvent event);

        /** Tells whether a request may be sent a second time when a used connection ends under the first. */
        abstract boolean mayRepeat();

        @Override
        public final void event(WireEvent event) {
            synchronized (ExchangeClient.this) {
                if (event instanceof Step step) {
                    if (step.kind() == Stage.DNS && lookUpNanos == 0) {
                        lookUpNanos = step.tookNanos();
                    }
                    stepNanos = stepNanos == 0 ? step.startNanos() : stepNanos;
                } else if (event instanceof Ended ended) {
                    ended(ended);
                } else {
                    heard(event);
                }
            }
        }

        /** Takes the reply. */
        final void replied(long nanos, int status, String reply, boolean last) {
            if (link != this || told == null) {
                return;
            }
            // A request that waited for its connection began with that.
            long beganNanos = used || stepNanos == 0 ? startNanos : stepNanos;
            used = true;
            if (last) {
                link = null;
                lingering.add(this);
            }
            finish(new Exchange(beganNanos, nanos, status, reply, null));
        }

        private void ended(Ended ended) {
            lingering.remove(this);
            ExchangeClient.this.notifyAll();
            if (link != this) {
                return;
            }
            link = null;
            if (told == null) {
                lost.accept(ended);
            } else if (used && mayRepeat() && !again && ended.how() != Ended.How.CUT) {
                // RFC 9112 section 9.3.1: the server may have closed it before the request came.
                again = true;
                open();
            } else {
                finish(new Exchange(startNanos, ended.nanos(), 0, null, ended));
            }
        }

        private void finish(Exchange exchange) {
            Consumer<Exchange> listener = told;
            told = null;
            listener.accept(exchange);
        }
    }
}
