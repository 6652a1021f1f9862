package dev.parley.core;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * A limit on how many connections there are at once; thread-safe.
 *
 * <p>A place is reserved when a handshake comes in, held while its connection is open, and given back exactly once,
 * whichever way that ends and however often that is said.
 */
public final class Admission {
    private final int max;
    private final AtomicInteger taken = new AtomicInteger();

    /** Starts with no place taken; {@code max} 0 is no limit. */
    public Admission(int max) {
        this.max = max;
    }

    /** Reserves a place, or returns null when all are taken. */
    public Place reserve() {
        while (true) {
            int now = taken.get();
            if (max != 0 && now >= max) {
                return null;
            }
            if (taken.compareAndSet(now, now + 1)) {
                return new Place(this);
            }
        }
    }

    /** Returns how many places are reserved or held. */
    public int taken() {
        return taken.get();
    }

    /** Tells whether the next one would be refused. */
    public boolean isFull() {
        return max != 0 && taken.get() >= max;
    }

    /** The place of one connection. */
    public static final class Place {
        private enum State {
            RESERVED,
            HELD,
            FREE
        }

        private final Admission admission;
        // Guarded by this.
        private State state = State.RESERVED;

        private Place(Admission admission) {
            this.admission = admission;
        }

        /** Keeps the place for an open connection; false if the reservation has ended in the meantime. */
        public synchronized boolean hold() {
            if (state == State.RESERVED) {
                state = State.HELD;
            }
            return state == State.HELD;
        }

        /** Gives the place back if no connection has opened on it. */
        public synchronized void expire() {
            if (state == State.RESERVED) {
                free();
            }
        }

        /** Gives the place back. */
        public synchronized void free() {
            if (state != State.FREE) {
                state = State.FREE;
                admission.taken.decrementAndGet();
            }
        }
    }
}
