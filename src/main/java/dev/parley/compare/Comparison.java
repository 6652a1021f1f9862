package dev.parley.compare;

import dev.parley.compare.Recording.WayOutcome;
import dev.parley.core.ExitCode;
import dev.parley.core.Printable;
import dev.parley.wire.ByteCounter;
import dev.parley.wire.Ended;
import dev.parley.wire.WireClient;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A comparison of the same exchange in each way, which records what it saw.
 *
 * <p>The ways take turns in rounds, so that they see the same machine. All connections are on one event loop: one processor
 * of this side does the work of each way.
 */
public final class Comparison {
    private static final Duration LEAST_PATIENCE = Duration.ofSeconds(10);

    private final Plan plan;
    private final Progress progress;
    private final Duration patience;
    private final Map<Way, String> notOffered = new EnumMap<>(Way.class);
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
            Groups groups = groups(clients);
            groups.warmUp();
            FirstReplies firsts = new FirstReplies(client, clients, this::once, dnsNanos);
            firsts.run(offered(), progress, () -> interrupted);
            groups.measure();
            Waiting waiting = new Waiting(plan, clients, progress, () -> interrupted);
            if (!plan.idle().isZero() && !interrupted) {
                waiting.run(offered());
            }
            return new Recording(
                    plan.base().shown().replaceFirst("^ws", "http"),
                    plan.http().url().shown().replaceFirst("^ws", "http"),
                    plan.webSocket().url().shown(),
                    plan.count(),
                    plan.concurrency(),
                    plan.idle(),
                    dnsNanos,
                    ways(firsts, groups),
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
                expected(way).compareAndSet(null, exchange.reply());
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
                ? plan.webSocket().url().shown()
                : plan.http().url().shown().replaceFirst("^ws", "http");
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
        return Stream.of(Way.values())
                .filter(way -> !notOffered.containsKey(way))
                .toList();
    }

    private Groups groups(Clients clients) {
        Groups groups = new Groups(plan, progress, () -> interrupted, offered());
        for (Way way : offered()) {
            groups.add(way, clients, expected(way), patience);
        }
        return groups;
    }

    private AtomicReference<String> expected(Way way) {
        return way.isWebSocket() ? webSocketReply : httpReply;
    }

    private List<WayOutcome> ways(FirstReplies firsts, Groups groups) {
        return Stream.of(Way.values())
                .map(way -> new WayOutcome(
                        way, notOffered.get(way), firsts.median(way), groups.alone(way), groups.together(way)))
                .toList();
    }
}
