package dev.parley.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** One recording made of logs from several machines, which ran at the same time or one after another. */
public final class Merge {
    private static final long LEAST_UNIT = 100_000_000;

    /** A log with its next slice. */
    private static final class Log {
        private final LatencyLogReader reader;
        private Slice next;
        // When its slice 0 was, by the clock of the earliest.
        private long offsetNanos;
        // When the newest of its slices that were taken ended, since its own begin, and how many connections were open
        // then.
        private long lastNanos;
        private int open;

        Log(LatencyLogReader reader) {
            this.reader = reader;
            this.next = reader.next();
        }

        long number(long unitNanos) {
            // Event loops look at the clock now and then, and clocks differ: a little before the time is meant to be at
            // it.
            return Math.floorDiv(next.fromNanos + offsetNanos + unitNanos / 10, unitNanos);
        }

        /** Returns for how long it was sending. */
        long sendingNanos() {
            return reader.outcome() == null ? lastNanos : reader.outcome().sendingNanos();
        }

        /** Takes all of its slices of that number out and adds them up; null if it has none. */
        Slice take(long number, long unitNanos) {
            Slice sum = null;
            long lengthNanos = 0;
            while (next != null && number(unitNanos) == number) {
                sum = sum == null ? new Slice(number * unitNanos) : sum;
                lengthNanos += next.toNanos - next.fromNanos;
                lastNanos = next.toNanos;
                open = next.open;
                next.answeredNanos += offsetNanos;
                next.toNanos = 0;
                sum.addLater(next);
                next = reader.next();
            }
            if (sum != null) {
                sum.toNanos = sum.fromNanos + lengthNanos;
            }
            return sum;
        }
    }

    private Merge() {}

    /**
     * Reads files slice by slice, so that they may be longer than memory.
     *
     * @throws IllegalArgumentException with a sentence for the user, if one is not such a log, or empty
     * @throws IOException if one cannot be read
     */
    public static Recording read(List<Path> files) throws IOException {
        List<LatencyLogReader> readers = new ArrayList<>();
        try {
            for (Path file : files) {
                readers.add(new LatencyLogReader(file.toString(), open(file)));
            }
            return merge(readers);
        } finally {
            for (LatencyLogReader reader : readers) {
                reader.close();
            }
        }
    }

    static Recording merge(List<LatencyLogReader> readers) {
        Recording recording = new Recording();
        List<Log> logs = new ArrayList<>();
        for (LatencyLogReader reader : readers) {
            logs.add(new Log(reader));
            if (logs.get(logs.size() - 1).next == null) {
                throw new IllegalArgumentException(reader.name() + " has no histogram in it");
            }
        }
        Instant first = logs.stream()
                .map(log -> log.reader.started())
                .min(Instant::compareTo)
                .orElseThrow();
        for (Log log : logs) {
            log.offsetNanos = Duration.between(first, log.reader.started()).toNanos();
            recording.add(
                    log.reader.about() == null
                            ? About.unknown(log.reader.name(), log.reader.started())
                            : log.reader.about());
        }
        // Of logs with slices of different lengths, the longest: each has then one or more in each.
        long unitNanos = logs.stream()
                .mapToLong(log -> log.next.toNanos - log.next.fromNanos)
                .reduce(LEAST_UNIT, Math::max);
        while (logs.stream().anyMatch(log -> log.next != null)) {
            recording.add(nextOf(logs, unitNanos));
        }
        recording.total().open = logs.stream().mapToInt(log -> log.open).sum();
        finish(recording, logs);
        return recording;
    }

    private static void finish(Recording recording, List<Log> logs) {
        long sendingNanos = sendingNanos(logs);
        double asked = 0;
        for (Log log : logs) {
            About about = log.reader.about();
            Outcome outcome = log.reader.outcome();
            if (outcome != null) {
                recording.add(outcome.sending(sendingNanos));
            } else if (about != null) {
                recording.note(log.reader.name() + " ends early, its run was killed: what it had by then is counted");
            }
            asked += about == null ? 0 : about.rate() * log.sendingNanos();
        }
        recording.askedRate(asked / Math.max(1, sendingNanos));
    }

    /** Returns for how long at least one of them was sending. */
    private static long sendingNanos(List<Log> logs) {
        long sum = 0;
        long endNanos = 0;
        for (Log log : logs.stream()
                .sorted(Comparator.comparingLong(log -> log.offsetNanos))
                .toList()) {
            long end = log.offsetNanos + log.sendingNanos();
            sum += Math.max(0, end - Math.max(endNanos, log.offsetNanos));
            endNanos = Math.max(endNanos, end);
        }
        return sum;
    }

    /** Adds up the next slices of those logs that have one of the earliest time. */
    private static Slice nextOf(List<Log> logs, long unitNanos) {
        long number = logs.stream()
                .filter(log -> log.next != null)
                .mapToLong(log -> log.number(unitNanos))
                .min()
                .orElseThrow();
        Slice sum = null;
        for (Log log : logs) {
            Slice slice = log.next == null ? null : log.take(number, unitNanos);
            if (slice != null && sum == null) {
                sum = slice;
            } else if (slice != null) {
                sum.add(slice);
            }
        }
        return sum;
    }

    private static BufferedReader open(Path file) {
        try {
            return Files.newBufferedReader(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file " + file + " cannot be read");
        }
    }
}
