package dev.parley.bench;

import java.util.List;

/**
 * A load generator of the benchmark.
 *
 * @param missing what to do to have it, or null if it is there
 * @param warmUpSeconds how long it runs before it is measured
 */
record LoadTool(String name, String missing, double warmUpSeconds, CommandLine commandLine) {

    /**
     * What it is asked for.
     *
     * @param inFlight messages on each connection, or 0 if the rate says when they are sent
     * @param perSecond messages a second on all connections together, or 0; if both are 0 nothing is sent
     */
    record Demand(int connections, int inFlight, int perSecond) {
        @Override
        public String toString() {
            return connections + " x " + inFlight;
        }
    }

    /** Makes the command that warms up, goes on for so many seconds and ends. */
    interface CommandLine {
        /** Returns nothing if the tool cannot do this. */
        List<String> of(int port, Demand demand, double seconds);
    }
}
