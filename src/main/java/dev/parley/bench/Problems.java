package dev.parley.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What went wrong, counted by kind, with the first example of each; for one thread at a time. */
final class Problems {
    /**
     * How often something went wrong.
     *
     * @param first what happened the first time, as one clause; may hold text from the network
     */
    record Count(long count, String first) {}

    private final Map<String, Count> kinds = new LinkedHashMap<>();

    /** Counts one more; an example is only made of the first of its kind. */
    void add(String kind, Supplier<String> example) {
        add(kind, 1, example);
    }

    void add(String kind, long count, Supplier<String> example) {
        if (count > 0) {
            Count before = kinds.get(kind);
            kinds.put(
                    kind,
                    before == null
                            ? new Count(count, example.get())
                            : new Count(before.count() + count, before.first()));
        }
    }

    void add(Problems others) {
        others.kinds.forEach((kind, count) -> add(kind, count.count(), count::first));
    }

    /** Returns all of them, in the order in which they first happened. */
    Map<String, Count> kinds() {
        return kinds;
    }

    long total() {
        return kinds.values().stream().mapToLong(Count::count).sum();
    }
}
