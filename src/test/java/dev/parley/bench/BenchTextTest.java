package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTextTest {
    @Test
    void openLoadIsReportedWithBothLatencies() {
        Recording recording = Recordings.uniform();
        assertThat(String.join(
                        "\n", BenchText.of(recording, Recordings.verdicts(recording, "p(99)<50ms", "errors<1%"))))
                .isEqualTo("""
                ws://127.0.0.1:8080/echo
                  100/s on schedule (open load), 10s
                  text of 64 bytes, echoed

                connections  4 of 4 opened in 5.00 ms; each took p50 2.00 ms, p99 4.00 ms, max 4.00 ms
                             3 open at the end
                             1 ended before that (close 1011) after 6.00 s
                messages     1,000 sent, 1,000 answered, 100/s in 10.0 s (asked: 100/s)
                             6.8 KiB/s out, 6.4 KiB/s in, with the headers of frames
                latency, ms        p50      p90      p99    p99.9   p99.99      max     mean
                  corrected      50.00    90.05    99.02    99.94    100.0    100.0    50.05
                  naive          25.00    45.02    49.51    49.97    50.00    50.00    25.02
                             corrected: since each message was due
                             naive: of only what a tool that waits for each reply would send; what
                             queued behind a slow reply is missing (coordinated omission)
                errors       5
                             4 x wrong reply, first: connection 2 got 3 bytes '<b>' for 64 bytes '0'
                             1 x close 1011, first: the server closed with 1011 (internal error)
                parley       1 event loop, at work for 20 % of the time, 25 % at the most
                             loops woke up late by   p50 0.050 ms, p99 0.050 ms, max 0.050 ms
                             messages were late by   p50 0.001 ms, p99 0.001 ms, max 0.001 ms
                thresholds   ✗ p(99)<50ms  was 99.0 ms
                             ✓ errors<1%  was 0.50 %""");
    }

    @Test
    void whatIsInNoFigureIsSaid() {
        Recording recording = new Recording();
        recording.add(Recordings.about(true, 100));
        Slice slice = Recordings.slice(0);
        slice.sentAfter = 40;
        slice.answeredAfter = 50;
        slice.earlier = 7;
        recording.add(slice);
        recording.note("b.hlog ends early");
        assertThat(BenchText.of(recording, List.of()))
                .contains(
                        "  b.hlog ends early",
                        "messages     100 sent, 100 answered, 60/s in 1.0 s (asked: 100/s)",
                        "             40 of them were due in that time, and sent after it: in no rate",
                        "errors       none, and 7 in the warm-up, which do not count");
        assertThat(recording.answeredPerSecond()).isEqualTo(50);
    }

    @Test
    void closedLoadHasOneLatency() {
        Recording recording = new Recording();
        recording.add(Recordings.about(false, 0));
        recording.add(Recordings.slice(0));
        assertThat(BenchText.of(recording, List.of()))
                .noneMatch(line -> line.contains("naive") || line.contains("were late"))
                .contains("errors       none");
    }

    @Test
    void toolThatIsItselfTheLimitSaysSo() {
        Recording recording = new Recording();
        recording.add(Recordings.about(false, 0));
        Slice slice = Recordings.slice(0);
        slice.busiest = 0.97;
        recording.add(slice);
        assertThat(BenchText.of(recording, List.of()))
                .contains(
                        "             ! parley or its machine may be the limit here, not the server:",
                        "               an event loop of parley was at work for 97 % of the time;");
        slice.busiest = 0.5;
        slice.late.recordValueWithCount(80_000_000, 100);
        assertThat(Bottleneck.of(slice))
                .isEqualTo("parley sent 1 % of the messages more than 80.0 ms late, which counts as latency");
    }

    @Test
    void controlCharactersOfTheServerDoNotReachTheTerminal() {
        Recording recording = new Recording();
        recording.add(Recordings.about(false, 0));
        Slice slice = Recordings.slice(0);
        slice.problems.add("wrong reply", () -> "got \u001b[31mred\n");
        recording.add(slice);
        assertThat(BenchText.of(recording, List.of()))
                .contains("             1 x wrong reply, first: got \\u001b[31mred\\n");
    }
}
