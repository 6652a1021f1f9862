package dev.parley.serve;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * A log on a stream, a line for each record, in order, many lines at a time: {@code 2026-11-22 07:40:00.123 INFO receive: hi},
 * followed by the stack trace if there is one.
 *
 * <p>A line is written {@value #GATHER_MILLIS} ms after it was logged, by a thread of its own. Nothing is dropped: when the
 * stream takes no more and {@value #MAX_PENDING_CHARACTERS} characters wait, whoever logs waits too. From the moment the
 * process begins to end, every line is written before {@link #publish} returns. Only SIGKILL can lose what waits.
 */
final class BufferedConsole extends Handler {
    /** Else each line wakes the writer, which then takes the processor from what logs. */
    private static final long GATHER_MILLIS = 5;

    /** At the end a stream that takes nothing more is not waited for. */
    private static final long LAST_WAIT_MILLIS = 1_000;

    private static final int MAX_PENDING_CHARACTERS = 256 * 1024;
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.");

    private final PrintStream out;
    private final Charset charset;
    private final ZoneId zone = ZoneId.systemDefault();
    private final Formatter messages = new Messages();

    // All guarded by this.
    private StringBuilder pending = new StringBuilder();
    private StringBuilder spare = new StringBuilder();
    private boolean writing;
    private boolean ending;
    private long secondShown = Long.MIN_VALUE;
    private String secondText;

    BufferedConsole(PrintStream out, Charset charset) {
        this.out = out;
        this.charset = charset;
    }

    /** Starts the writer, and sees to it that nothing waits when the process ends. */
    void start() {
        Thread writer = new Thread(this::write, "parley-log-1");
        writer.setDaemon(true);
        writer.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "parley-log-2"));
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        synchronized (this) {
            awaitRoom();
            if (pending.isEmpty()) {
                notifyAll();
            }
            append(record);
            if (ending) {
                flush();
            }
        }
    }

    /** Writes what waits. */
    @Override
    public synchronized void flush() {
        if (awaitWriter()) {
            print(pending);
        }
    }

    /** Writes what waits, and from now on each line at once. */
    @Override
    public synchronized void close() {
        ending = true;
        flush();
        notifyAll();
    }

    private void write() {
        try {
            while (awaitLines()) {
                TimeUnit.MILLISECONDS.sleep(GATHER_MILLIS);
                StringBuilder lines = take();
                try {
                    print(lines);
                } finally {
                    written(lines);
                }
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; if somebody does, every line is written at once.
            close();
        }
    }

    private synchronized boolean awaitLines() throws InterruptedException {
        while (pending.isEmpty() && !ending) {
            wait();
        }
        return !ending;
    }

    private synchronized StringBuilder take() {
        StringBuilder lines = pending;
        pending = spare;
        writing = true;
        return lines;
    }

    private synchronized void written(StringBuilder lines) {
        spare = lines;
        writing = false;
        notifyAll();
    }

    private void print(StringBuilder lines) {
        byte[] bytes = lines.toString().getBytes(charset);
        out.write(bytes, 0, bytes.length);
        out.flush();
        lines.setLength(0);
    }

    private void awaitRoom() {
        awaitWhile(() -> pending.length() >= MAX_PENDING_CHARACTERS && !ending);
    }

    /** Waits for the writer, but once the process ends not for a stream that takes nothing; tells whether it is done. */
    private boolean awaitWriter() {
        long startNanos = System.nanoTime();
        awaitWhile(() -> writing
                && !(ending && System.nanoTime() - startNanos > TimeUnit.MILLISECONDS.toNanos(LAST_WAIT_MILLIS)));
        return !writing;
    }

    private void awaitWhile(BooleanSupplier condition) {
        boolean interrupted = false;
        while (condition.getAsBoolean()) {
            try {
                wait(LAST_WAIT_MILLIS);
            } catch (InterruptedException e) {
                // A line is not lost because the thread that logs it is to stop.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void append(LogRecord record) {
        Instant time = record.getInstant();
        if (time.getEpochSecond() != secondShown) {
            secondShown = time.getEpochSecond();
            secondText = SECOND.format(time.atZone(zone));
        }
        int millis = time.getNano() / 1_000_000;
        pending.append(secondText)
                .append((char) ('0' + millis / 100))
                .append((char) ('0' + millis / 10 % 10))
                .append((char) ('0' + millis % 10))
                .append(' ')
                .append(record.getLevel().getName())
                .append(' ')
                .append(messages.format(record))
                .append(System.lineSeparator());
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace, true));
            pending.append(trace);
        }
    }

    /** Puts the parameters into the message. */
    private static final class Messages extends Formatter {
        @Override
        public String format(LogRecord record) {
            return formatMessage(record);
        }
    }
}
