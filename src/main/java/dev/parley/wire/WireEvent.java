package dev.parley.wire;

/**
 * Something that happened on a connection.
 *
 * <p>The order is: {@link Resolved} and {@link Secured} among {@link Step}s, {@link Answered} and perhaps {@link Redirected} with all of these again, {@link Opened},
 * {@link FrameEvent}s and {@link MessageEvent}s, {@link Ended}. An {@code Ended} is always the last, and comes also when there never
 * was a connection, but for what a {@link WireClient} that is closed has not begun. All are values: they may be kept and handed to other threads; nobody changes their arrays.
 */
public sealed interface WireEvent
        permits Resolved,
                Secured,
                Step,
                Answered,
                Redirected,
                Opened,
                FrameEvent,
                MessageEvent,
                HttpOpened,
                HttpReply,
                Ended {
    /** When it happened, or was complete, by {@link System#nanoTime}. */
    long nanos();
}
