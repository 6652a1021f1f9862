package dev.parley.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a connection tells, to be taken in order. */
final class EventQueue extends LinkedBlockingQueue<WireEvent> {
    private static final long serialVersionUID = 1;

    /** Waits for the next event, which has to be of this kind; {@link Resolved} and {@link Secured} are passed over unless asked for. */
    <E extends WireEvent> E next(Class<E> kind) throws InterruptedException {
        WireEvent event = poll(10, TimeUnit.SECONDS);
        while (!kind.isInstance(event) && (event instanceof Resolved || event instanceof Secured)) {
            event = poll(10, TimeUnit.SECONDS);
        }
        assertThat(event).isInstanceOf(kind);
        return kind.cast(event);
    }
}
