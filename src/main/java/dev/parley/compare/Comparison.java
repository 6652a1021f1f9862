package dev.parley.compare;

import dev.parley.compare.Recording.First;
import dev.parley.compare.Recording.WayOutcome;
import dev.parley.core.ExitCode;
import dev.parley.core.Printable;
import dev.parley.wire.ByteCounter;
import dev.parley.wire.Ended;
import dev.parley.wire.WireClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A comparison of the same exchange in each way, which records what it saw.
 *
 * <p>The ways take turns in rounds, so that they see the same machine. All connections are on one event loop: one processor
 * of this side does the work of each way.
 */
public final class Comparison {
    private static final int ROUNDS = 5;
    private static final int FIRST_TRIES = 11;
    private static final int MOST_WARM_UP = 2_000;
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    private final Plan plan;
    private final Progress progress;
    private final Duration patience;
    private final Map<Way, String> notOffered = new EnumMap<>(Way.class);
    private final Map<Way, First> firsts = new EnumMap<>(Way.class);
    private final Map<Way, Group> alone = new EnumMap<>(Way.class);
    private final Map<Way, Group> together = new EnumMap<>(Way.class);
    private final AtomicReference<String> httpReply = new AtomicReference<>();
    private final AtomicReference<String> webSocketReply = new AtomicReference<>();
    // Of the first look-up of the name, which Java remembers from then on.
    private long dnsNanos;
    private volatile boolean interrupted;

    public Comparison(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        this.patience = plan.http().connectTimeout().compareTo(LEAST_PATIENCE) > 0
                ? plan.http().connectTimeout()
                : LEAST_PATIENCE;
    }

    /**
     * Runs to the end, or to an interrupt; once.
     *
     * @throws ImpossibleComparison if there is nothing to compare: no connection, no reply over HTTP or no WebSocket
     */
    public Recording run() throws ImpossibleComparison, InterruptedException {
        try (WireClient client = new WireClient(1)) {
            client.warmUp();
            Clients clients = new Clients(client, plan);
            probe(clients);
            group(clients);
            warmUp();
            first(client, clients);
            measure();
            Waiting waiting = new Waiting(plan, clients, progress, () -> interrupted);
            if (!plan.idle().isZero() && !interrupted) {
                waiting.run(offered());
            }
            return new Recording(
                    plan.base().toString().replaceFirst("^ws", "http"),
                    plan.http().url().toString().replaceFirst("^ws", "http"),
                    plan.webSocket().url().toString(),
                    plan.count(),
                    plan.concurrency(),
                    plan.idle(),
                    dnsNanos,
                    ways(),
                    waiting.idles(),
                    waiting.lates(),
                    interrupted);
        }
    }

    /** Ends what is going on soon; {@link #run} then returns what there is. From any thread. */
    public void interrupt() {
        interrupted = true;
    }

    private void probe(Clients clients) throws ImpossibleComparison, InterruptedException {
        for (Way way : Way.values()) {
            ExchangeClient client = clients.of(way, new ByteCounter());
            Exchange exchange = once(client);
            if (exchange == null) {
                // Interrupted.
                return;
            }
            dnsNanos = dnsNanos == 0 ? client.lookUpNanos() : dnsNanos;
            if (exchange.failure() == null) {
                (way.isWebSocket() ? webSocketReply : httpReply).compareAndSet(null, exchange.reply());
            } else if (way == Way.HTTP_2) {
                notOffered.put(way, Printable.cut(exchange.detail(), 200));
            } else {
                throw impossible(way, exchange);
            }
        }
    }

    private ImpossibleComparison impossible(Way way, Exchange exchange) {
        String detail = Printable.show(exchange.detail());
        String url = way.isWebSocket()
                ? plan.webSocket().url().toString()
                : plan.http().url().toString().replaceFirst("^ws", "http");
        if (exchange.ended() != null && exchange.ended().how() == Ended.How.NO_CONNECTION) {
            return new ImpossibleComparison(ExitCode.NO_CONNECTION, "cannot connect to " + url + ": " + detail);
        }
        if (way.isWebSocket()) {
            boolean refused = exchange.ended() != null && exchange.ended().how() == Ended.How.REFUSED;
            return new ImpossibleComparison(
                    refused ? ExitCode.HANDSHAKE : ExitCode.FELL_SHORT,
                    refused
                            ? "no WebSocket at " + url + ": " + detail + "; --ws names the path, from the base of the"
                                    + " application on"
                            : "no reply at " + url + ": " + detail);
        }
        return new ImpossibleComparison(
                ExitCode.FELL_SHORT,
                "no reply at " + url + ": " + detail + "; --hello names a path that answers 200, from the base of the"
                        + " application on");
    }

    private Exchange once(ExchangeClient client) throws InterruptedException {
        AtomicReference<Exchange> seen = new AtomicReference<>();
        new Round(List.of(client), 1, patience, seen::set).run(() -> interrupted);
        Group.close(List.of(client));
        return seen.get();
    }

    private List<Way> offered() {
        return List.of(Way.values()).stream()
                .filter(way -> !notOffered.containsKey(way))
                .toList();
    }

    private void group(Clients clients) {
        for (Way way : offered()) {
            alone.put(way, group(clients, way, 1));
            together.put(way, group(clients, way, plan.concurrency()));
        }
    }

    private Group group(Clients clients, Way way, int size) {
        return new Group(
                size,
                traffic -> clients.of(way, traffic),
                way.isWebSocket() ? webSocketReply : httpReply,
                patience,
                () -> interrupted);
    }

    private void warmUp() throws InterruptedException {
        progress.phase("warming up");
        int exchanges = Math.min(plan.count(), MOST_WARM_UP);
        for (Way way : offered()) {
            progress.moment("warming up: " + way);
            together.get(way).warmUp(Math.max(exchanges, plan.concurrency()));
            alone.get(way).warmUp(exchanges);
        }
    }

    private void first(WireClient client, Clients clients) throws InterruptedException {
        Map<Way, List<First>> tries = new EnumMap<>(Way.class);
        for (int number = 1; number <= FIRST_TRIES && !interrupted; number++) {
            progress.moment("first replies from nothing: " + number + " of " + FIRST_TRIES);
            for (Way way : offered()) {
                client.forgetTls();
                ByteCounter traffic = new ByteCounter();
                Exchange exchange = once(clients.of(way, traffic));
                if (exchange != null && exchange.failure() == null) {
                    tries.computeIfAbsent(way, none -> new ArrayList<>())
                            .add(new First(
                                    FIRST_TRIES, exchange.nanos() + dnsNanos, traffic.bytesOut(), traffic.bytesIn()));
                }
            }
        }
        tries.forEach((way, all) -> {
            all.sort(Comparator.comparingLong(First::nanos));
            First median = all.get(all.size() / 2);
            firsts.put(way, new First(all.size(), median.nanos(), median.bytesOut(), median.bytesIn()));
        });
    }

    private void measure() throws InterruptedException {
        progress.phase("measuring, in " + ROUNDS + " rounds");
        for (int round = 0; round < ROUNDS; round++) {
            int exchanges = plan.count() / ROUNDS + (round < plan.count() % ROUNDS ? 1 : 0);
            for (Way way : offered()) {
                if (exchanges == 0 || interrupted) {
                    continue;
                }
                progress.moment("round " + (round + 1) + " of " + ROUNDS + ": " + way);
                alone.get(way).measure(exchanges);
                together.get(way).measure(exchanges);
            }
        }
        for (Way way : offered()) {
            alone.get(way).close();
            together.get(way).close();
        }
    }

    private List<WayOutcome> ways() {
        List<WayOutcome> ways = new ArrayList<>();
        for (Way way : Way.values()) {
            Group one = alone.get(way);
            ways.add(new WayOutcome(
                    way,
                    notOffered.get(way),
                    firsts.get(way),
                    one == null ? null : one.measured(),
                    one == null ? null : together.get(way).measured()));
        }
        return ways;
    }
}
