package dev.parley.compare;

import dev.parley.compare.Recording.First;
import dev.parley.wire.ByteCounter;
import dev.parley.wire.WireClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** First replies when nothing is open, tried several times in each way, in turn; the median counts. */
final class FirstReplies {
    private static final int TRIES = 11;

    private final WireClient client;
    private final Clients clients;
    private final Once once;
    private final long dnsNanos;
    private final Map<Way, List<First>> tries = new EnumMap<>(Way.class);

    /** Does one exchange on a new connection. */
    interface Once {
        /** Returns what came of it, or null if it was interrupted. */
        Exchange exchange(ExchangeClient client) throws InterruptedException;
    }

    /**
     * Prepares them.
     *
     * @param dnsNanos what the first look-up of the name took, which Java remembers from then on
     */
    FirstReplies(WireClient client, Clients clients, Once once, long dnsNanos) {
        this.client = client;
        this.clients = clients;
        this.once = once;
        this.dnsNanos = dnsNanos;
    }

    /** Tries all ways. */
    void run(List<Way> ways, Progress progress, BooleanSupplier interrupted) throws InterruptedException {
        for (int number = 1; number <= TRIES && !interrupted.getAsBoolean(); number++) {
            progress.moment("first replies from nothing: " + number + " of " + TRIES);
            for (Way way : ways) {
                client.forgetTls();
                ByteCounter traffic = new ByteCounter();
                Exchange exchange = once.exchange(clients.of(way, traffic));
                if (exchange != null && exchange.failure() == null) {
                    tries.computeIfAbsent(way, none -> new ArrayList<>())
                            .add(new First(TRIES, exchange.nanos() + dnsNanos, traffic.bytesOut(), traffic.bytesIn()));
                }
            }
        }
    }

    /** Returns the median of a way, or null if there was no reply. */
    First median(Way way) {
        List<First> all = tries.get(way);
        if (all == null) {
            return null;
        }
        First median = all.stream()
                .sorted(Comparator.comparingLong(First::nanos))
                .toList()
                .get(all.size() / 2);
        return new First(all.size(), median.nanos(), median.bytesOut(), median.bytesIn());
    }
}
