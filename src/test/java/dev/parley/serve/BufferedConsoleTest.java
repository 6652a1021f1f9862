package dev.parley.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BufferedConsoleTest {
    private static final LocalDateTime TIME = LocalDateTime.of(2026, 11, 22, 7, 40, 0, 7_000_000);

    private final CountDownLatch open = new CountDownLatch(1);
    private final Stream stream = new Stream(open);
    private final BufferedConsole console =
            new BufferedConsole(new PrintStream(stream, false, StandardCharsets.UTF_8), StandardCharsets.UTF_8);

    @Test
    void lineTellsTimeLevelAndMessageWithItsParameters() {
        LogRecord record = record("receive: {0} …");
        record.setParameters(new Object[] {"hi"});
        open.countDown();
        console.publish(record);
        console.flush();
        assertThat(stream.lines()).containsExactly("2026-11-22 07:40:00.007 INFO receive: hi …");
    }

    @Test
    void stackTraceFollowsItsLine() {
        LogRecord record = record("failed");
        record.setThrown(new IllegalStateException("why"));
        open.countDown();
        console.publish(record);
        console.publish(record("next"));
        console.flush();
        assertThat(stream.lines())
                .startsWith("2026-11-22 07:40:00.007 INFO failed", "java.lang.IllegalStateException: why")
                .endsWith("2026-11-22 07:40:00.007 INFO next");
    }

    @Test
    void writerWritesWithoutBeingAsked() {
        open.countDown();
        console.start();
        console.publish(record("hi"));
        Awaitility.await("the line").until(() -> !stream.lines().isEmpty());
    }

    @Test
    void streamThatIsStuckStopsWhoLogsAndLosesNothing() throws InterruptedException {
        console.start();
        int lines = 20_000;
        Thread logging = new Thread(
                () -> IntStream.range(0, lines).forEach(i -> console.publish(record("line " + i))),
                "parley-test-logging");
        logging.start();
        Awaitility.await("a thread that waits to log").until(() -> logging.getState() == Thread.State.TIMED_WAITING);
        open.countDown();
        logging.join();
        console.close();
        assertThat(stream.lines())
                .containsExactlyElementsOf(IntStream.range(0, lines)
                        .mapToObj(i -> "2026-11-22 07:40:00.007 INFO line " + i)
                        .toList());
    }

    @Test
    void fromTheEndOnEachLineIsWrittenAtOnce() {
        open.countDown();
        console.start();
        console.publish(record("waits"));
        console.close();
        console.publish(record("last"));
        assertThat(stream.lines())
                .containsExactly("2026-11-22 07:40:00.007 INFO waits", "2026-11-22 07:40:00.007 INFO last");
    }

    private static LogRecord record(String message) {
        LogRecord record = new LogRecord(Level.INFO, message);
        record.setInstant(TIME.atZone(ZoneId.systemDefault()).toInstant());
        return record;
    }

    /** Takes nothing until it is opened. */
    private static final class Stream extends ByteArrayOutputStream {
        private final CountDownLatch open;

        Stream(CountDownLatch open) {
            this.open = open;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            try {
                open.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            super.write(bytes, offset, length);
        }

        List<String> lines() {
            return toString(StandardCharsets.UTF_8).lines().toList();
        }
    }
}
