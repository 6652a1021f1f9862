package dev.parley.bench;

import dev.parley.wire.WireSettings;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The load that a server is to get.
 *
 * @param sources addresses of this machine to connect from, in turn; empty for the system's choice
 * @param connections how many, at least 1
 * @param readBytesPerSecond how fast each connection reads what comes; 0 for as fast as it can
 * @param threads how many event loops carry the connections, at least 1
 * @param interval how long a slice of the recording is, above zero
 */
public record Plan(
        WireSettings wire,
        List<InetAddress> sources,
        int connections,
        Load load,
        Traffic traffic,
        Times times,
        int readBytesPerSecond,
        int threads,
        Duration interval) {
    /**
     * How long each part of a run takes.
     *
     * @param startAt when connecting begins, or null for at once
     * @param rampUp over how long connections are opened, each beginning its load when it is open; zero: as fast as the server
     *     takes them, and the load begins when all are there
     * @param warmUp how long the load runs before it is measured
     * @param duration how long it is measured; null if {@code messages} says how much
     * @param messages how many messages are measured, over all connections; 0 if {@code duration} says how long
     * @param drain how long replies are waited for at the end
     */
    public record Times(
            Instant startAt, Duration rampUp, Duration warmUp, Duration duration, long messages, Duration drain) {}

    /** Copies the list. */
    public Plan {
        sources = List.copyOf(sources);
    }

    /** Returns how connection {@code number} is opened: from which address, in turn. */
    WireSettings wire(int number) {
        return sources.isEmpty() ? wire : wire.source(sources.get(number % sources.size()));
    }
}
