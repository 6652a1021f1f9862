package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;
import org.junit.jupiter.api.Test;

class LatencyLogTest {
    private static String log() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Recordings.give(new LatencyLog(new PrintStream(bytes, true, StandardCharsets.UTF_8)));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static LatencyLogReader reader(String log) {
        return new LatencyLogReader("a.hlog", new BufferedReader(new StringReader(log)));
    }

    @Test
    void whatIsReadIsReportedAsWhatWasWritten() {
        Recording written = Recordings.uniform();
        Recording read = Merge.merge(List.of(reader(log())));
        assertThat(BenchText.of(read, List.of())).isEqualTo(BenchText.of(written, List.of()));
        assertThat(BenchJson.of(read, List.of(), null)).isEqualTo(BenchJson.of(written, List.of(), null));
        assertThat(BenchHtml.of(read, List.of(), null)).isEqualTo(BenchHtml.of(written, List.of(), null));
    }

    @Test
    void logsOfTwoMachinesAtTheSameTimeAddUp() {
        Recording both = Merge.merge(List.of(reader(log()), reader(log())));
        assertThat(both.total().sent).isEqualTo(2_000);
        assertThat(both.total().latency.getTotalCount()).isEqualTo(2_000);
        assertThat(both.total().problems.total()).isEqualTo(10);
        assertThat(both.total().open).isEqualTo(6);
        assertThat(both.asked()).isEqualTo(8);
        assertThat(both.seconds()).isEqualTo(10);
        assertThat(both.answeredPerSecond()).isEqualTo(200);
        assertThat(both.points()).hasSize(10).allSatisfy(point -> assertThat(point.sent())
                .isEqualTo(200));
    }

    @Test
    void logsOneAfterAnotherKeepTheirRate() {
        String later = log().replace(
                        "\"started\":\"" + Recordings.STARTED, "\"started\":\"" + Recordings.STARTED.plusSeconds(100));
        Recording both = Merge.merge(List.of(reader(later), reader(log())));
        assertThat(both.seconds()).isEqualTo(20);
        assertThat(both.answeredPerSecond()).isEqualTo(100);
        assertThat(both.askedRate()).isEqualTo(100);
        assertThat(both.points()).hasSize(20);
        assertThat(both.points().get(10).fromNanos()).isEqualTo(100 * Recordings.SECOND);
    }

    @Test
    void toolsOfHdrHistogramReadTheLog() {
        HistogramLogReader theirs =
                new HistogramLogReader(new ByteArrayInputStream(log().getBytes(StandardCharsets.UTF_8)));
        Histogram latency = Slice.histogram();
        Histogram naive = Slice.histogram();
        for (Histogram histogram; (histogram = (Histogram) theirs.nextIntervalHistogram()) != null; ) {
            ("naive".equals(histogram.getTag()) ? naive : latency).add(histogram);
        }
        assertThat(latency).isEqualTo(Recordings.uniform().total().latency);
        assertThat(naive).isEqualTo(Recordings.uniform().total().naive);
        assertThat(theirs.getStartTimeSec()).isEqualTo(Recordings.STARTED.getEpochSecond());
    }

    @Test
    void logsOfOtherToolsAreRead() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        HistogramLogWriter theirs = new HistogramLogWriter(bytes);
        theirs.outputLogFormatVersion();
        theirs.outputStartTime(Recordings.STARTED.toEpochMilli());
        theirs.outputLegend();
        for (int second = 0; second < 3; second++) {
            Histogram histogram = new Histogram(2);
            histogram.recordValueWithCount(5_000_000, 10);
            theirs.outputIntervalHistogram(second, second + 1, histogram);
        }
        Recording read = Merge.merge(List.of(reader(bytes.toString(StandardCharsets.UTF_8))));
        assertThat(read.total().answered).isEqualTo(30);
        assertThat(read.answeredPerSecond()).isEqualTo(10);
        assertThat(BenchText.of(read, List.of())).first().isEqualTo("a.hlog");
    }

    @Test
    void logOfAKilledRunHasWhatWasWrittenUntilThen() {
        String log = log();
        // Killed in the middle of a line.
        Recording read = Merge.merge(List.of(reader(log.substring(0, log.lastIndexOf("Tag=naive") + 40))));
        assertThat(read.total().answered).isEqualTo(1_000);
        assertThat(read.seconds()).isEqualTo(10);
        assertThat(read.notes())
                .containsExactly("a.hlog ends early, its run was killed: what it had by then is counted");
    }

    @Test
    void connectionsOfALogThatEndedBeforeTheOthersAreCounted() {
        String log = log();
        int half = log.indexOf("#[Parley slice {\"from_nanos\":5000000000");
        String end = log.substring(log.indexOf("#[Parley end"));
        Recording both = Merge.merge(List.of(reader(log.substring(0, half) + end), reader(log)));
        assertThat(both.total().open).isEqualTo(4 + 3);
        assertThat(both.points()).extracting(Recording.Point::open).containsExactly(8, 8, 8, 8, 8, 4, 3, 3, 3, 3);
    }

    @Test
    void slicesOfDifferentLengthsKeepTheirRates() {
        Recording both = Merge.merge(List.of(reader(log()), reader(logOfHalfSeconds())));
        assertThat(both.total().sent).isEqualTo(2_000);
        assertThat(both.points()).hasSize(10).allSatisfy(point -> {
            assertThat(point.sent()).isEqualTo(200);
            assertThat(point.seconds()).isEqualTo(1);
        });
    }

    private static String logOfHalfSeconds() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LatencyLog log = new LatencyLog(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        log.add(Recordings.about(true, 100));
        for (int half = 0; half < 20; half++) {
            Slice slice = new Slice(half * Recordings.SECOND / 2);
            slice.toNanos = slice.fromNanos + Recordings.SECOND / 2;
            slice.sent = 50;
            slice.answered = 50;
            slice.latency.recordValueWithCount(1_000_000, 50);
            log.add(slice);
        }
        log.add(Recordings.outcome(10 * Recordings.SECOND));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoLogIsExplained() {
        assertThatThrownBy(() -> Merge.merge(List.of(reader("hello\n"))))
                .hasMessage("a.hlog line 1 is not of a log of HdrHistogram's: give files that 'bench --hlog' wrote");
        assertThatThrownBy(() -> Merge.merge(List.of(reader("#[Parley slice {\"lag\":\"AAAA\"}]\n\n"))))
                .hasMessageStartingWith("a.hlog line 2 is not of a log");
        assertThatThrownBy(() -> Merge.merge(List.of(reader("# only a comment\n"))))
                .hasMessage("a.hlog has no histogram in it");
    }
}
