package dev.parley.bench;

import java.util.TreeMap;
import java.util.function.Consumer;

/** The slices of all lanes, added up by their time and passed on in order, once all of a time are there. */
final class Gathering {
    private static final class Part {
        private final Slice slice;
        private int lanes = 1;

        Part(Slice slice) {
            this.slice = slice;
        }
    }

    private final int lanes;
    private final Consumer<Slice> next;
    private final TreeMap<Long, Part> parts = new TreeMap<>();

    Gathering(int lanes, Consumer<Slice> next) {
        this.lanes = lanes;
        this.next = next;
    }

    void add(long number, Slice slice) {
        Part part = parts.get(number);
        if (part == null) {
            parts.put(number, new Part(slice));
        } else {
            part.slice.add(slice);
            part.lanes++;
        }
        while (!parts.isEmpty() && parts.firstEntry().getValue().lanes == lanes) {
            next.accept(parts.pollFirstEntry().getValue().slice);
        }
    }

    /** Passes on what is left, now that no lane has more. */
    void finish() {
        parts.values().forEach(part -> next.accept(part.slice));
        parts.clear();
    }
}
