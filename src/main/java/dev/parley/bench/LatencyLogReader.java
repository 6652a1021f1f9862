package dev.parley.bench;

import dev.parley.bench.LatencyLog.Begin;
import dev.parley.bench.LatencyLog.Counts;
import dev.parley.bench.LatencyLog.End;
import dev.parley.report.Json;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * A reader of a log of latencies, slice by slice: of one that {@link LatencyLog} wrote, or any other of HdrHistogram's format, in which
 * every histogram without a tag is a slice.
 */
final class LatencyLogReader implements Closeable {
    private static final Pattern PARLEY = Pattern.compile("#\\[Parley (begin|slice|end) (\\{.*})]");
    private static final Pattern START = Pattern.compile("#\\[StartTime: ([\\d.]+).*");
    private static final Pattern HISTOGRAM =
            Pattern.compile("(?:Tag=([^,]*),)?([\\d.]+),([\\d.]+),[\\d.]+,([A-Za-z0-9+/=]+)");

    private final String name;
    private final BufferedReader lines;
    private int lineNumber;
    // Null until there is one.
    private About about;
    private Outcome outcome;
    // The slice whose histograms are being read, and the one before it.
    private Slice current;
    private Slice ready;
    private double startSeconds;
    private boolean foreign = true;

    /** Reads from the beginning; {@code name} is for messages about faults. */
    LatencyLogReader(String name, BufferedReader lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * Returns the next slice, or null at the end.
     *
     * @throws IllegalArgumentException with a sentence for the user, if the file is not such a log
     */
    Slice next() {
        ready = null;
        String line;
        while (ready == null && (line = line()) != null) {
            try {
                read(line);
            } catch (DataFormatException | RuntimeException e) {
                // A last line that is torn is what a killed run leaves.
                if (foreign || line() != null) {
                    throw wrong();
                }
            }
        }
        if (ready == null) {
            ready = current;
            current = null;
        }
        return ready;
    }

    /** Returns what was measured; null if the log is another tool's, or until it was read. */
    About about() {
        return about;
    }

    /** Returns what is known at the end; null if the log has none, because its tool was killed or is another. */
    Outcome outcome() {
        return outcome;
    }

    /** Returns when slice 0 began. */
    Instant started() {
        return about != null ? about.started() : Instant.ofEpochMilli(Math.round(startSeconds * 1000));
    }

    String name() {
        return name;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    private String line() {
        try {
            lineNumber++;
            return lines.readLine();
        } catch (IOException e) {
            throw wrong();
        }
    }

    private void read(String line) throws DataFormatException {
        Matcher parley = PARLEY.matcher(line);
        Matcher start = START.matcher(line);
        if (parley.matches()) {
            foreign = false;
            readParley(parley.group(1), parley.group(2));
        } else if (start.matches()) {
            startSeconds = Double.parseDouble(start.group(1));
        } else if (!line.startsWith("#") && !line.startsWith("\"") && !line.isBlank()) {
            Matcher histogram = HISTOGRAM.matcher(line);
            if (!histogram.matches()) {
                throw wrong();
            }
            readHistogram(
                    histogram.group(1),
                    Double.parseDouble(histogram.group(2)),
                    Double.parseDouble(histogram.group(3)),
                    decode(histogram.group(4)));
        }
    }

    private void readParley(String what, String json) throws DataFormatException {
        switch (what) {
            case "begin" -> {
                Begin begin = Json.read(json, Begin.class);
                about = new About(
                        begin.url(),
                        begin.load(),
                        begin.traffic(),
                        begin.open(),
                        begin.rate(),
                        begin.awaited(),
                        begin.connections(),
                        begin.threads(),
                        begin.started());
            }
            case "slice" -> {
                ready = current;
                current = slice(Json.read(json, Counts.class));
            }
            default -> {
                End end = Json.read(json, End.class);
                outcome = new Outcome(
                        decode(end.opening()),
                        end.openingNanos(),
                        end.sendingNanos(),
                        end.lasted(),
                        problems(end.problems()),
                        end.interrupted(),
                        end.cpuNanos());
            }
        }
    }

    private static Slice slice(Counts counts) throws DataFormatException {
        Slice slice = new Slice(counts.fromNanos());
        slice.toNanos = counts.toNanos();
        slice.sent = counts.sent();
        slice.answered = counts.answered();
        slice.sentAfter = counts.sentAfter();
        slice.answeredAfter = counts.answeredAfter();
        slice.earlier = counts.earlier();
        slice.unasked = counts.unasked();
        slice.bytesOut = counts.bytesOut();
        slice.bytesIn = counts.bytesIn();
        slice.answeredNanos = counts.answeredNanos();
        slice.open = counts.open();
        slice.busyNanos = counts.busyNanos();
        slice.busiest = counts.busiest();
        slice.lag.add(decode(counts.lag()));
        slice.late.add(decode(counts.late()));
        slice.problems.add(problems(counts.problems()));
        return slice;
    }

    private void readHistogram(String tag, double fromSeconds, double lengthSeconds, Histogram histogram) {
        if (LatencyLog.NAIVE.equals(tag)) {
            current.naive.add(histogram);
        } else if (tag == null && !foreign) {
            current.latency.add(histogram);
        } else if (tag == null) {
            ready = current;
            // Some tools write the time since the start, some that since 1970.
            double sinceStart = fromSeconds >= startSeconds ? fromSeconds - startSeconds : fromSeconds;
            current = new Slice(Math.round(sinceStart * 1e9));
            current.toNanos = current.fromNanos + Math.round(lengthSeconds * 1e9);
            current.latency.add(histogram);
            current.answered = histogram.getTotalCount();
            current.sent = current.answered;
        }
    }

    private static Problems problems(Map<String, Problems.Count> kinds) {
        Problems problems = new Problems();
        kinds.forEach((kind, count) -> problems.add(kind, count.count(), count::first));
        return problems;
    }

    private static Histogram decode(String base64) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(base64)), 0);
    }

    private IllegalArgumentException wrong() {
        return new IllegalArgumentException(name + " line " + lineNumber
                + " is not of a log of HdrHistogram's: give files that 'bench --hlog' wrote");
    }
}
