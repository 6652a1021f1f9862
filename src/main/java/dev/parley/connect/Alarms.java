package dev.parley.connect;

import java.util.EnumMap;
import java.util.Map;

/** What is due at which time; used by the session's thread only. */
final class Alarms {
    /** A time at which there is something to do. */
    enum Alarm {
        /** To connect again. */
        RECONNECT,
        /** To give up: what was waited for did not come. */
        TIMEOUT,
        /** To close: long enough has been waited after the last message. */
        WAITED,
        /** To cut the connection: a pong is overdue. */
        PONG,
        /** To ping. */
        PING
    }

    static final long NEVER = Long.MAX_VALUE;

    // By System.nanoTime().
    private final Map<Alarm, Long> set = new EnumMap<>(Alarm.class);

    void set(Alarm alarm, long nanos) {
        set.put(alarm, nanos);
    }

    boolean isSet(Alarm alarm) {
        return set.containsKey(alarm);
    }

    void clear(Alarm alarm) {
        set.remove(alarm);
    }

    void clear() {
        set.clear();
    }

    /** Returns when the first is due, or {@link #NEVER}. */
    long dueNanos() {
        return set.values().stream().reduce((a, b) -> a - b < 0 ? a : b).orElse(NEVER);
    }

    /** Takes one that is due, and returns it; null if none is. */
    Alarm ring(long nowNanos) {
        for (Map.Entry<Alarm, Long> entry : set.entrySet()) {
            if (nowNanos - entry.getValue() >= 0) {
                set.remove(entry.getKey());
                return entry.getKey();
            }
        }
        return null;
    }
}
