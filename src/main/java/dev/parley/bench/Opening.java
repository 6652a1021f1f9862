package dev.parley.bench;

import dev.parley.wire.WireSettings;
import java.util.concurrent.TimeUnit;

/** The opening of all connections: as fast as the server takes them, or over a time. */
final class Opening {
    /** How many are being opened at any time: enough to keep a server busy, less than its backlog. */
    private static final int AT_ONCE = 64;

    /** How often the watcher is told how far it is. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Means means;
    private final Connections connections;
    private final Happenings happenings;
    private final int count;

    Opening(Means means) {
        this.means = means;
        this.connections = means.connections();
        this.happenings = means.happenings();
        this.count = means.plan().connections();
    }

    /**
     * Opens them, and waits until each is open or has failed, or the run is interrupted.
     *
     * @param greetings how many messages the server sends at first
     */
    void run(int greetings) throws InterruptedException {
        long startNanos = System.nanoTime();
        double eachNanos = (double) means.plan().times().rampUp().toNanos() / count;
        for (int number = 0; number < count && !happenings.isInterrupted(); number++) {
            happenings.await(() -> false, startNanos + Math.round(number * eachNanos));
            awaitTried(number - AT_ONCE + 1);
            connect(number, greetings);
        }
        awaitTried(count);
        connections.allTried(System.nanoTime() - startNanos);
    }

    private void connect(int number, int greetings) {
        Lane lane = means.lanes().get(number % means.lanes().size());
        int index = number / means.lanes().size();
        WireSettings settings = means.plan().wire(number);
        lane.execute(() -> lane.connect(index, settings, greetings));
    }

    /** Waits until so many are open or have failed. */
    private void awaitTried(int target) throws InterruptedException {
        while (connections.tried() < target && !happenings.isInterrupted()) {
            happenings.await(() -> connections.tried() >= target, System.nanoTime() + LOOK_NANOS);
            means.watcher().opening(connections.opened(), connections.failed(), count);
        }
    }
}
