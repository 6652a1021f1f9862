package dev.parley.check;

import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.List;

/**
 * How pings and close frames were answered.
 *
 * @param pings what became of the pings
 * @param fromHere how connections ended that this side closed
 * @param fromThere how connections ended that the server was asked to close
 * @param parley whether there is a Parley that can be asked to
 * @param patience how long was waited for each pong
 */
record CloseSeen(Pings pings, List<Closing> fromHere, List<Closing> fromThere, boolean parley, Duration patience) {
    /** The reason that is given whenever one side or the other closes. */
    static final String REASON = "parley check";

    /** Copies the lists. */
    CloseSeen {
        fromHere = List.copyOf(fromHere);
        fromThere = List.copyOf(fromThere);
    }

    /**
     * Pings on one connection.
     *
     * @param refused how that connection was refused; null if it opened
     * @param nanos how long each pong took
     * @param unanswered the ping that got no pong of its own, after which no other was sent; null if all did
     */
    record Pings(Ended refused, List<Long> nanos, Unanswered unanswered) {
        /** Copies the list. */
        Pings {
            nanos = List.copyOf(nanos);
        }
    }

    /**
     * A ping without its pong.
     *
     * @param bytes how long its payload was
     * @param otherPongs how many pongs came with another payload
     * @param end how the connection had ended by then; null if it had not
     */
    record Unanswered(int bytes, int otherPongs, Ended end) {}

    /**
     * A connection that was to be closed.
     *
     * @param code the code to close it with
     * @param opened whether there was a connection at all
     * @param end how it ended, or was refused; null if it did not end in time
     */
    record Closing(int code, boolean opened, Ended end) {}
}
