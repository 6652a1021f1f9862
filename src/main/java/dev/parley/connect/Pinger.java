package dev.parley.connect;

import dev.parley.connect.ConnectSettings.Pings;
import dev.parley.wire.Wire;
import java.nio.charset.StandardCharsets;

/** Pings when it is time, and knows when a pong is overdue; used by the session's thread only. */
final class Pinger {
    private final Pings settings;
    private long pings;
    // When the next is due and when the pong of an earlier one, by System.nanoTime(), or Session.NEVER.
    private long pingNanos = Session.NEVER;
    private long pongNanos = Session.NEVER;

    Pinger(Pings settings) {
        this.settings = settings;
    }

    /** Begins for a connection that was opened then. */
    void begin(long nanos) {
        if (!settings.interval().isZero()) {
            pingNanos = nanos + settings.interval().toNanos();
        }
    }

    void stop() {
        pingNanos = Session.NEVER;
        pongNanos = Session.NEVER;
    }

    /** Takes note of a pong, of whichever ping. */
    void ponged() {
        pongNanos = Session.NEVER;
    }

    long dueNanos() {
        return Math.min(pingNanos, pongNanos);
    }

    /**
     * Pings if it is time.
     *
     * @param behind whether what came is not all looked at yet: then a pong may be among it
     * @return whether a pong is overdue
     */
    boolean isOverdue(Wire wire, long nowNanos, boolean behind) {
        if (pongNanos != Session.NEVER && nowNanos - pongNanos >= 0) {
            if (!behind) {
                stop();
                return true;
            }
            pongNanos = nowNanos + settings.timeout().toNanos();
        }
        if (pingNanos != Session.NEVER && nowNanos - pingNanos >= 0) {
            pings++;
            wire.ping(("parley " + pings).getBytes(StandardCharsets.UTF_8));
            pingNanos = nowNanos + settings.interval().toNanos();
            if (pongNanos == Session.NEVER && !settings.timeout().isZero()) {
                pongNanos = nowNanos + settings.timeout().toNanos();
            }
        }
        return false;
    }
}
