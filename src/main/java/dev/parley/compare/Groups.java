package dev.parley.compare;

import dev.parley.compare.Recording.Measured;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** The clients of all ways that are measured, one of each alone and some together; the ways take turns in rounds. */
final class Groups {
    private static final int ROUNDS = 5;
    private static final int MOST_WARM_UP = 2_000;

    private final Plan plan;
    private final Progress progress;
    private final BooleanSupplier interrupted;
    private final List<Way> ways;
    private final Map<Way, Group> alone = new EnumMap<>(Way.class);
    private final Map<Way, Group> together = new EnumMap<>(Way.class);

    Groups(Plan plan, Progress progress, BooleanSupplier interrupted, List<Way> ways) {
        this.plan = plan;
        this.progress = progress;
        this.interrupted = interrupted;
        this.ways = ways;
    }

    /** Adds the clients of a way, of which a reply is right that is like the expected one. */
    void add(Way way, Clients clients, AtomicReference<String> expected, Duration patience) {
        alone.put(way, new Group(1, traffic -> clients.of(way, traffic), expected, patience, interrupted));
        together.put(
                way,
                new Group(plan.concurrency(), traffic -> clients.of(way, traffic), expected, patience, interrupted));
    }

    /** Does exchanges that do not count, so that Java compiles what is measured later. */
    void warmUp() throws InterruptedException {
        progress.phase("warming up");
        int exchanges = Math.min(plan.count(), MOST_WARM_UP);
        for (Way way : ways) {
            progress.moment("warming up: " + way);
            together.get(way).warmUp(Math.max(exchanges, plan.concurrency()));
            alone.get(way).warmUp(exchanges);
        }
    }

    /** Does exchanges that count, and ends the connections. */
    void measure() throws InterruptedException {
        progress.phase("measuring, in " + ROUNDS + " rounds");
        for (int round = 0; round < ROUNDS; round++) {
            int exchanges = plan.count() / ROUNDS + (round < plan.count() % ROUNDS ? 1 : 0);
            for (Way way : ways) {
                if (exchanges == 0 || interrupted.getAsBoolean()) {
                    continue;
                }
                progress.moment("round " + (round + 1) + " of " + ROUNDS + ": " + way);
                alone.get(way).measure(exchanges);
                together.get(way).measure(exchanges);
            }
        }
        for (Way way : ways) {
            alone.get(way).close();
            together.get(way).close();
        }
    }

    /** Returns what the exchanges of a way came to that were done one after another; null if there is no such way. */
    Measured alone(Way way) {
        return measured(alone.get(way));
    }

    /** Returns what those came to that were done side by side; null if there is no such way. */
    Measured together(Way way) {
        return measured(together.get(way));
    }

    private static Measured measured(Group group) {
        return group == null ? null : group.measured();
    }
}
