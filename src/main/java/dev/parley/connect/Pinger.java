package dev.parley.connect;

import dev.parley.connect.Alarms.Alarm;
import dev.parley.connect.ConnectSettings.Pings;
import dev.parley.wire.Wire;
import java.nio.charset.StandardCharsets;

/** The pings that the client sends, and the wait for their pongs; used by the session's thread only. */
final class Pinger {
    private final Pings settings;
    private final Alarms alarms;
    private long pings;

    Pinger(Pings settings, Alarms alarms) {
        this.settings = settings;
        this.alarms = alarms;
    }

    /** Begins for a connection that was opened then. */
    void begin(long nanos) {
        if (!settings.interval().isZero()) {
            alarms.set(Alarm.PING, nanos + settings.interval().toNanos());
        }
    }

    void stop() {
        alarms.clear(Alarm.PING);
        alarms.clear(Alarm.PONG);
    }

    void ping(Wire wire, long nowNanos) {
        pings++;
        wire.ping(("parley " + pings).getBytes(StandardCharsets.UTF_8));
        alarms.set(Alarm.PING, nowNanos + settings.interval().toNanos());
        if (!alarms.isSet(Alarm.PONG) && !settings.timeout().isZero()) {
            awaitPong(nowNanos);
        }
    }

    /** Waits for a pong once more. */
    void awaitPong(long nowNanos) {
        alarms.set(Alarm.PONG, nowNanos + settings.timeout().toNanos());
    }

    /** Takes note of a pong, to whichever ping. */
    void ponged() {
        alarms.clear(Alarm.PONG);
    }
}
