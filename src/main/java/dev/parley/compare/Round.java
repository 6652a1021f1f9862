package dev.parley.compare;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A number of exchanges that the clients of one way do side by side, until all are done. */
final class Round {
    private static final long LOOK_MILLIS = 50;

    private final List<? extends ExchangeClient> clients;
    private final Consumer<Exchange> tally;
    private final Duration patience;
    // Guarded by this object's monitor.
    private int left;
    private int running;
    private boolean stopped;

    /**
     * Prepares a round.
     *
     * @param tally is told of each exchange, of one at a time
     * @param patience how long one may take
     */
    Round(List<? extends ExchangeClient> clients, int exchanges, Duration patience, Consumer<Exchange> tally) {
        this.clients = clients;
        this.left = exchanges;
        this.patience = patience;
        this.tally = tally;
    }

    /** Runs to the end; or, when interrupted, no further. */
    void run(BooleanSupplier interrupted) throws InterruptedException {
        for (ExchangeClient client : clients) {
            if (take()) {
                client.exchange(exchange -> done(client, exchange));
            }
        }
        while (!isDone()) {
            if (interrupted.getAsBoolean()) {
                stop();
                return;
            }
            clients.forEach(client -> client.giveUpAfter(patience));
            await();
        }
    }

    private void done(ExchangeClient client, Exchange exchange) {
        if (took(exchange)) {
            client.exchange(next -> done(client, next));
        }
    }

    private synchronized boolean take() {
        if (left == 0) {
            return false;
        }
        left--;
        running++;
        return true;
    }

    /** Takes note of an exchange, and tells whether there is to be another. */
    private synchronized boolean took(Exchange exchange) {
        if (stopped) {
            return false;
        }
        tally.accept(exchange);
        running--;
        if (take()) {
            return true;
        }
        if (running == 0) {
            notifyAll();
        }
        return false;
    }

    private synchronized boolean isDone() {
        return left == 0 && running == 0;
    }

    private synchronized void stop() {
        stopped = true;
    }

    private synchronized void await() throws InterruptedException {
        if (left > 0 || running > 0) {
            wait(LOOK_MILLIS);
        }
    }
}
