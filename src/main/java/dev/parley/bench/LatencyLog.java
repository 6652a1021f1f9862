package dev.parley.bench;

import dev.parley.report.Json;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * A log in HdrHistogram's format, version 1.3, which its tools read: a line for every slice, and one tagged {@code naive} under
 * open load. Values are nanoseconds.
 *
 * <p>What a histogram does not tell is in comments that begin with {@value #MARK}, as JSON; {@link LatencyLogReader} reads them.
 */
public final class LatencyLog implements Keeper {
    /** What the comments with Parley's own lines begin with. */
    static final String MARK = "#[Parley ";

    static final String NAIVE = "naive";

    private static final double NANOS_PER_MILLI = 1e6;

    private final PrintStream out;
    private final HistogramLogWriter writer;
    private double startedSeconds;

    /** Writes to a stream, which it leaves open, and whose {@link PrintStream#checkError} is for the caller to ask. */
    public LatencyLog(PrintStream out) {
        this.out = out;
        this.writer = new HistogramLogWriter(out);
    }

    /** {@link About} with its time as the log has it. */
    record Begin(
            String url,
            String load,
            String traffic,
            boolean open,
            double rate,
            boolean awaited,
            int connections,
            int threads,
            Instant started) {}

    /** A {@link Slice} without its histograms of latency. */
    record Counts(
            long fromNanos,
            long toNanos,
            long sent,
            long answered,
            long sentAfter,
            long answeredAfter,
            long earlier,
            long unasked,
            long bytesOut,
            long bytesIn,
            long answeredNanos,
            int open,
            long busyNanos,
            double busiest,
            String lag,
            String late,
            Map<String, Problems.Count> problems) {}

    /** An {@link Outcome}. */
    record End(
            String opening,
            long openingNanos,
            long sendingNanos,
            Map<String, Outcome.Lasted> lasted,
            Map<String, Problems.Count> problems,
            boolean interrupted,
            long cpuNanos) {}

    @Override
    public void add(About about) {
        startedSeconds = about.started().toEpochMilli() / 1000.0;
        writer.outputComment("[Logged by parley bench]");
        writer.outputLogFormatVersion();
        writer.outputStartTime(about.started().toEpochMilli());
        write(
                "begin",
                new Begin(
                        about.url(),
                        about.load(),
                        about.traffic(),
                        about.open(),
                        about.rate(),
                        about.awaited(),
                        about.connections(),
                        about.threads(),
                        about.started()));
        writer.outputLegend();
    }

    @Override
    public void add(Slice slice) {
        write(
                "slice",
                new Counts(
                        slice.fromNanos,
                        slice.toNanos,
                        slice.sent,
                        slice.answered,
                        slice.sentAfter,
                        slice.answeredAfter,
                        slice.earlier,
                        slice.unasked,
                        slice.bytesOut,
                        slice.bytesIn,
                        slice.answeredNanos,
                        slice.open,
                        slice.busyNanos,
                        slice.busiest,
                        encode(slice.lag),
                        encode(slice.late),
                        slice.problems.kinds()));
        write(slice, slice.latency, null);
        if (slice.naive.getTotalCount() > 0) {
            write(slice, slice.naive, NAIVE);
        }
        out.flush();
    }

    @Override
    public void add(Outcome outcome) {
        write(
                "end",
                new End(
                        encode(outcome.opening()),
                        outcome.openingNanos(),
                        outcome.sendingNanos(),
                        outcome.lasted(),
                        new LinkedHashMap<>(outcome.problems().kinds()),
                        outcome.interrupted(),
                        outcome.cpuNanos()));
        out.flush();
    }

    private void write(Slice slice, Histogram histogram, String tag) {
        histogram.setTag(tag);
        writer.outputIntervalHistogram(
                startedSeconds + slice.fromNanos / 1e9,
                startedSeconds + slice.toNanos / 1e9,
                histogram,
                NANOS_PER_MILLI);
    }

    private void write(String what, Object values) {
        out.print(MARK + what + " " + Json.line(values) + "]\n");
    }

    private static String encode(Histogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes, Deflater.BEST_SPEED);
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes.array(), length));
    }
}
