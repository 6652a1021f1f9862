package dev.parley.bench;

import dev.parley.bench.ComparisonRecording.Idle;
import dev.parley.bench.ComparisonRecording.Late;
import dev.parley.core.Printable;
import dev.parley.wire.ByteCounter;
import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Watches idle connections, and side by side with that waits for replies that take as long. */
final class ComparisonWaiting {
    private static final List<ComparisonWay> LATE = List.of(ComparisonWay.KEPT_ALIVE, ComparisonWay.WEB_SOCKET);
    private static final long LOOK_MILLIS = 100;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Is an idle connection. */
    private static final class Watched {
        // 0 until its reply came.
        private long sinceNanos;
        // Null while it is open.
        private Idle over;
    }

    private final ComparisonPlan plan;
    private final ComparisonClients clients;
    private final ComparisonProgress progress;
    private final BooleanSupplier interrupted;
    // Both are guarded by this object's monitor.
    private final Map<ComparisonWay, Watched> watched = new EnumMap<>(ComparisonWay.class);
    private final Map<ComparisonWay, Late> lates = new EnumMap<>(ComparisonWay.class);
    // How many are watched.
    private int expected;
    private long endNanos;

    ComparisonWaiting(
            ComparisonPlan plan, ComparisonClients clients, ComparisonProgress progress, BooleanSupplier interrupted) {
        this.plan = plan;
        this.clients = clients;
        this.progress = progress;
        this.interrupted = interrupted;
    }

    /** Runs about as long as the plan says. */
    void run(List<ComparisonWay> ways) throws InterruptedException {
        String limit = plan.idle().toMillis() >= 1000
                ? plan.idle().toSeconds() + " s"
                : plan.idle().toMillis() + " ms";
        progress.phase("watching idle connections and waiting for late replies, " + limit);
        List<ComparisonClient> all = new ArrayList<>();
        for (ComparisonWay way : ways) {
            if (way != ComparisonWay.NEW_CONNECTION) {
                all.add(watch(way));
            }
        }
        for (ComparisonWay way : LATE) {
            all.add(await(way));
        }
        expected = all.size() - LATE.size();
        long startNanos = System.nanoTime();
        while (!isOver(startNanos) && !interrupted.getAsBoolean()) {
            long left = plan.idle().toSeconds() - (System.nanoTime() - startNanos) / 1_000_000_000;
            progress.moment("idle: " + Math.max(0, left) + " s left");
            look();
        }
        endNanos = System.nanoTime();
        // Before the connections are ended by this side.
        freeze();
        ComparisonGroup.close(all);
    }

    synchronized List<Idle> idles() {
        List<Idle> idles = new ArrayList<>();
        watched.forEach((way, one) -> {
            if (one.over != null) {
                idles.add(one.over);
            }
        });
        return idles;
    }

    synchronized List<Late> lates() {
        return List.copyOf(lates.values());
    }

    private ComparisonClient watch(ComparisonWay way) {
        ComparisonClient client = clients.of(way, new ByteCounter());
        client.onLoss(ended -> lost(way, ended));
        client.exchange(exchange -> replied(way, exchange));
        return client;
    }

    private ComparisonClient await(ComparisonWay way) {
        ComparisonClient client = clients.late(way);
        client.exchange(exchange -> came(way, exchange));
        return client;
    }

    private synchronized void replied(ComparisonWay way, ComparisonExchange exchange) {
        Watched one = new Watched();
        one.sinceNanos = exchange.endNanos();
        if (exchange.failure() != null) {
            one.over = new Idle(way, 0, Printable.cut(exchange.detail(), 200), true);
        }
        watched.put(way, one);
        notifyAll();
    }

    private synchronized void lost(ComparisonWay way, Ended ended) {
        Watched one = watched.get(way);
        if (one != null && one.over == null) {
            one.over = new Idle(
                    way, ended.nanos() - one.sinceNanos, Printable.cut(ComparisonFailures.end(ended), 200), false);
            notifyAll();
        }
    }

    private synchronized void came(ComparisonWay way, ComparisonExchange exchange) {
        lates.put(way, late(way, exchange, plan.idle()));
        notifyAll();
    }

    /** Says what a reply, or its failure, means. */
    static Late late(ComparisonWay way, ComparisonExchange exchange, Duration asked) {
        long nanos = exchange.nanos();
        boolean early = nanos < asked.toNanos() * 9 / 10;
        String none = way.isWebSocket() ? "no /delay there" : "no ?delay= there";
        if (exchange.failure() == null) {
            return early ? new Late(way, nanos, none + " (answered at once)", true) : new Late(way, nanos, null, false);
        }
        String detail = Printable.cut(exchange.detail(), 200);
        boolean refused = exchange.ended() == null
                ? exchange.status() / 100 == 4 && early
                : exchange.ended().how() == Ended.How.REFUSED;
        return refused ? new Late(way, nanos, none + " (" + detail + ")", true) : new Late(way, nanos, detail, false);
    }

    private synchronized boolean isOver(long startNanos) {
        long nanos = System.nanoTime() - startNanos;
        boolean waited = nanos >= plan.idle().toNanos()
                && watched.values().stream()
                        .allMatch(one -> one.over != null
                                || System.nanoTime() - one.sinceNanos
                                        >= plan.idle().toNanos());
        boolean told = watched.size() == expected && watched.values().stream().allMatch(one -> one.over != null);
        return (waited || told) && lates.size() == LATE.size()
                || nanos >= plan.idle().plus(GRACE).toNanos();
    }

    private synchronized void look() throws InterruptedException {
        wait(LOOK_MILLIS);
    }

    private synchronized void freeze() {
        watched.forEach((way, one) -> {
            if (one.over == null) {
                one.over = new Idle(way, endNanos - one.sinceNanos, null, false);
            }
        });
        if (!interrupted.getAsBoolean()) {
            for (ComparisonWay way : LATE) {
                lates.putIfAbsent(way, new Late(way, plan.idle().plus(GRACE).toNanos(), "no reply", false));
            }
        }
    }
}
