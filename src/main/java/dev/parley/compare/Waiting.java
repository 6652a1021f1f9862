package dev.parley.compare;

import dev.parley.compare.Recording.Idle;
import dev.parley.compare.Recording.Late;
import dev.parley.core.Printable;
import dev.parley.wire.ByteCounter;
import dev.parley.wire.Ended;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Idle connections that are watched and, side by side with them, replies that take as long. */
final class Waiting {
    private static final List<Way> LATE = List.of(Way.KEPT_ALIVE, Way.WEB_SOCKET);
    private static final long LOOK_MILLIS = 100;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** An idle connection. */
    private static final class Watched {
        // 0 until its reply came.
        private long sinceNanos;
        // Null while it is open.
        private Idle over;
    }

    private final Plan plan;
    private final Clients clients;
    private final Progress progress;
    private final BooleanSupplier interrupted;
    // Both are guarded by this object's monitor.
    private final Map<Way, Watched> watched = new EnumMap<>(Way.class);
    private final Map<Way, Late> lates = new EnumMap<>(Way.class);
    // How many are watched.
    private int expected;
    private long endNanos;

    Waiting(Plan plan, Clients clients, Progress progress, BooleanSupplier interrupted) {
        this.plan = plan;
        this.clients = clients;
        this.progress = progress;
        this.interrupted = interrupted;
    }

    /** Runs about as long as the plan says. */
    void run(List<Way> ways) throws InterruptedException {
        String limit = plan.idle().toMillis() >= 1000
                ? plan.idle().toSeconds() + " s"
                : plan.idle().toMillis() + " ms";
        progress.phase("watching idle connections and waiting for late replies, " + limit);
        List<ExchangeClient> all = new ArrayList<>();
        for (Way way : ways) {
            if (way != Way.NEW_CONNECTION) {
                all.add(watch(way));
            }
        }
        for (Way way : LATE) {
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
        Group.close(all);
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

    private ExchangeClient watch(Way way) {
        ExchangeClient client = clients.of(way, new ByteCounter());
        client.onLoss(ended -> lost(way, ended));
        client.exchange(exchange -> replied(way, exchange));
        return client;
    }

    private ExchangeClient await(Way way) {
        ExchangeClient client = clients.late(way);
        client.exchange(exchange -> came(way, exchange));
        return client;
    }

    private synchronized void replied(Way way, Exchange exchange) {
        Watched one = new Watched();
        one.sinceNanos = exchange.endNanos();
        if (exchange.failure() != null) {
            one.over = new Idle(way, 0, Printable.cut(exchange.detail(), 200), true);
        }
        watched.put(way, one);
        notifyAll();
    }

    private synchronized void lost(Way way, Ended ended) {
        Watched one = watched.get(way);
        if (one != null && one.over == null) {
            one.over = new Idle(way, ended.nanos() - one.sinceNanos, Printable.cut(Failures.end(ended), 200), false);
            notifyAll();
        }
    }

    private synchronized void came(Way way, Exchange exchange) {
        lates.put(way, late(way, exchange, plan.idle()));
        notifyAll();
    }

    /** Judges what a reply, or its failure, means. */
    static Late late(Way way, Exchange exchange, Duration asked) {
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
            for (Way way : LATE) {
                lates.putIfAbsent(way, new Late(way, plan.idle().plus(GRACE).toNanos(), "no reply", false));
            }
        }
    }
}
