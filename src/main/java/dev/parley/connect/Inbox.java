package dev.parley.connect;

import dev.parley.wire.FrameEvent;
import dev.parley.wire.MessageEvent;
import dev.parley.wire.Opened;
import dev.parley.wire.Wire;
import dev.parley.wire.WireEvent;
import dev.parley.wire.WireListener;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happened and is not looked at yet, in order. While more than a few MiB of it wait, nothing is read from the network.
 *
 * <p>Anyone puts in; the session's thread takes out.
 */
final class Inbox {
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final int BYTES_AN_EVENT = 100;

    private final BlockingQueue<Happening> happenings = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    void add(Happening happening) {
        happenings.add(happening);
    }

    /** Returns a listener for one connection, which puts in what happens there. */
    WireListener listener(Runnable writable) {
        return new Ear(writable);
    }

    /** Returns the next, or null if none is there. */
    Happening poll() {
        return happenings.poll();
    }

    /** Waits for the next, and returns null if there is none until then. */
    Happening await(long untilNanos) throws InterruptedException {
        return untilNanos == Alarms.NEVER
                ? happenings.take()
                : happenings.poll(untilNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** Takes note that an event has been shown, and reads on if few are left. */
    void shown(WireEvent event, Wire wire) {
        if (bytes.addAndGet(-weight(event)) < MOST_BYTES / 2 && wire != null) {
            wire.reading(true);
        }
    }

    /** Tells whether so much waits that what is looked for may be among it. */
    boolean isBehind() {
        return bytes.get() > MOST_BYTES / 2;
    }

    private static long weight(WireEvent event) {
        if (event instanceof MessageEvent message) {
            return message.payload().length + BYTES_AN_EVENT;
        }
        return event instanceof FrameEvent frame ? frame.payload().length + BYTES_AN_EVENT : 0;
    }

    /** Hears one connection, on its event loop. */
    private final class Ear implements WireListener {
        private final Runnable writable;
        private Wire wire;

        Ear(Runnable writable) {
            this.writable = writable;
        }

        @Override
        public void event(WireEvent event) {
            if (event instanceof FrameEvent frame && !frame.sent() && !frame.isControl()) {
                // Its message says all.
                return;
            }
            if (event instanceof Opened opened) {
                wire = opened.wire();
            }
            if (bytes.addAndGet(weight(event)) > MOST_BYTES && wire != null) {
                wire.reading(false);
            }
            add(new Happening.OnWire(event));
        }

        @Override
        public void writable(Wire ready) {
            writable.run();
        }
    }
}
