package dev.parley.compare;

import dev.parley.compare.Recording.Measured;
import dev.parley.wire.ByteCounter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The clients of one way that are measured together; they keep their connections from one round to the next. */
final class Group {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final ByteCounter traffic = new ByteCounter();
    private final List<ExchangeClient> clients;
    private final Duration patience;
    private final BooleanSupplier interrupted;
    private final Tally tally;

    Group(
            int size,
            Function<ByteCounter, ExchangeClient> clients,
            AtomicReference<String> expected,
            Duration patience,
            BooleanSupplier interrupted) {
        this.clients = IntStream.range(0, size)
                .mapToObj(number -> clients.apply(traffic))
                .toList();
        this.patience = patience;
        this.interrupted = interrupted;
        this.tally = new Tally(expected);
    }

    /** Does exchanges that do not count, so that Java compiles what is measured later. */
    void warmUp(int exchanges) throws InterruptedException {
        new Round(clients, exchanges, patience, exchange -> {}).run(interrupted);
        settle(clients);
        tally.alreadyConnected(
                clients.stream().filter(ExchangeClient::isConnected).count());
    }

    /** Does exchanges that count. */
    void measure(int exchanges) throws InterruptedException {
        long connections = traffic.connections();
        long bytesOut = traffic.bytesOut();
        long bytesIn = traffic.bytesIn();
        int[] done = {0};
        long startNanos = System.nanoTime();
        new Round(clients, exchanges, patience, exchange -> {
                    tally.add(exchange);
                    done[0] += exchange.failure() == null ? 1 : 0;
                })
                .run(interrupted);
        tally.round(done[0], System.nanoTime() - startNanos);
        settle(clients);
        tally.carried(traffic.connections() - connections, traffic.bytesOut() - bytesOut, traffic.bytesIn() - bytesIn);
    }

    Measured measured() {
        return tally.measured();
    }

    void close() throws InterruptedException {
        close(clients);
    }

    /** Ends the connections of clients, in order where the other side plays along. */
    static void close(List<? extends ExchangeClient> clients) throws InterruptedException {
        clients.forEach(ExchangeClient::close);
        settle(clients);
    }

    private static void settle(List<? extends ExchangeClient> clients) throws InterruptedException {
        long endNanos = System.nanoTime() + SETTLING.toNanos();
        for (ExchangeClient client : clients) {
            client.settle(endNanos);
        }
    }
}
