package dev.parley.bench;

import dev.parley.bench.ComparisonRecording.Measured;
import dev.parley.wire.ByteCounter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Are the clients of one way that are measured together; they keep their connections from one round to the next. */
final class ComparisonGroup {
    private static final Duration SETTLING = Duration.ofSeconds(1);

    private final ByteCounter traffic = new ByteCounter();
    private final List<ComparisonClient> clients;
    private final Duration patience;
    private final BooleanSupplier interrupted;
    private final ComparisonTally tally;

    ComparisonGroup(
            int size,
            Function<ByteCounter, ComparisonClient> clients,
            AtomicReference<String> expected,
            Duration patience,
            BooleanSupplier interrupted) {
        this.clients = IntStream.range(0, size)
                .mapToObj(number -> clients.apply(traffic))
                .toList();
        this.patience = patience;
        this.interrupted = interrupted;
        this.tally = new ComparisonTally(expected);
    }

    /** Does exchanges that do not count, so that Java compiles what is measured later. */
    void warmUp(int exchanges) throws InterruptedException {
        new ComparisonRound(clients, exchanges, patience, exchange -> {}).run(interrupted);
        settle(clients);
        tally.alreadyConnected(
                clients.stream().filter(ComparisonClient::isConnected).count());
    }

    /** Does exchanges that count. */
    void measure(int exchanges) throws InterruptedException {
        long connections = traffic.connections();
        long bytesOut = traffic.bytesOut();
        long bytesIn = traffic.bytesIn();
        int[] done = {0};
        long startNanos = System.nanoTime();
        new ComparisonRound(clients, exchanges, patience, exchange -> {
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
    static void close(List<? extends ComparisonClient> clients) throws InterruptedException {
        clients.forEach(ComparisonClient::close);
        settle(clients);
    }

    private static void settle(List<? extends ComparisonClient> clients) throws InterruptedException {
        long endNanos = System.nanoTime() + SETTLING.toNanos();
        for (ComparisonClient client : clients) {
            client.settle(endNanos);
        }
    }
}
