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

/** Makes one recording of logs from several machines, which ran at the same time or one after another. */
public final class Merge {
    private static final long SECOND = 1_000_000_000;

    /** Is a log with its next slice. */
    private static final class Log {
        private final LatencyLogReader reader;
        private Slice next;
        // When its slice 0 was, by the clock of the earliest.
        private long offsetNanos;
        // When its last slice ended, since its own begin.
        private long lastNanos;

        Log(LatencyLogReader reader) {
            this.reader = reader;
            this.next = reader.next();
        }

        long number() {
            return Math.round((double) (next.fromNanos + offsetNanos) / SECOND);
        }
    }

    private Merge() {}

    /**
     * Reads files slice by slice, so that they may be longer than memory.
     *
     * @throws IllegalArgumentException with a sentence for the user, if one is no such log, or empty
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
        while (logs.stream().anyMatch(log -> log.next != null)) {
            recording.add(nextOf(logs));
        }
        long sendingNanos = sendingNanos(logs);
        for (Log log : logs) {
            if (log.reader.outcome() != null) {
                recording.add(log.reader.outcome().sending(sendingNanos));
            }
        }
        return recording;
    }

    /** Returns for how long at least one of them was sending. */
    private static long sendingNanos(List<Log> logs) {
        long sum = 0;
        long endNanos = 0;
        for (Log log : logs.stream()
                .sorted(Comparator.comparingLong(log -> log.offsetNanos))
                .toList()) {
            long end = log.offsetNanos
                    + (log.reader.outcome() == null
                            ? log.lastNanos
                            : log.reader.outcome().sendingNanos());
            sum += Math.max(0, end - Math.max(endNanos, log.offsetNanos));
            endNanos = Math.max(endNanos, end);
        }
        return sum;
    }

    /** Adds up the next slices of those logs that have one of the earliest second. */
    private static Slice nextOf(List<Log> logs) {
        long number = logs.stream()
                .filter(log -> log.next != null)
                .mapToLong(Log::number)
                .min()
                .orElseThrow();
        Slice sum = null;
        for (Log log : logs) {
            if (log.next != null && log.number() == number) {
                Slice shifted = new Slice(log.next.fromNanos + log.offsetNanos);
                log.lastNanos = log.next.toNanos;
                log.next.toNanos += log.offsetNanos;
                log.next.answeredNanos += log.offsetNanos;
                shifted.add(log.next);
                if (sum == null) {
                    sum = shifted;
                } else {
                    sum.add(shifted);
                }
                log.next = log.reader.next();
            }
        }
        return sum;
    }

    private static BufferedReader open(Path file) throws IOException {
        try {
            return Files.newBufferedReader(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file);
        }
    }
}
