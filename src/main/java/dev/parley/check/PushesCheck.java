package dev.parley.check;

import dev.parley.wire.Dialogue;
import dev.parley.wire.MessageEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The check of messages that the server sends unasked: whether they come one by one as they are sent, or held back and in clumps. */
final class PushesCheck implements Examination {
    private static final int TICKS = 15;
    private static final Duration INTERVAL = Duration.ofMillis(100);

    @Override
    public Judgement examine(Patient patient, Findings findings, Progress progress)
            throws InterruptedException, OutOfTime {
        if (patient.survey().parley() == null) {
            return Judgement.skipped("this needs a server that sends unasked, as a Parley at the far end does");
        }
        try (Dialogue dialogue = patient.openParley("push/" + INTERVAL.toMillis() + "ms")) {
            if (!patient.awaitOpen(dialogue)) {
                return Judgement.skipped("/push of Parley was refused: " + Ends.words(dialogue.ended()));
            }
            List<Long> arrivals = new ArrayList<>();
            for (int i = 0; i < TICKS; i++) {
                MessageEvent tick = patient.await(patient.limits().patience(), dialogue::nextMessage);
                if (tick == null) {
                    break;
                }
                arrivals.add(tick.nanos());
            }
            return judge(arrivals, INTERVAL, dialogue.ended() == null ? "" : Ends.words(dialogue.ended()));
        }
    }

    /**
     * Judges when messages arrived that were sent at an interval.
     *
     * @param arrivals in nanoseconds from any one moment
     * @param end how the connection ended meanwhile, or empty
     */
    static Judgement judge(List<Long> arrivals, Duration interval, String end) {
        Findings findings = new Findings();
        findings.figure("received", arrivals.size());
        if (arrivals.size() < TICKS) {
            return findings.add(
                            Finding.of(
                                    Verdict.FAILED,
                                    arrivals.size() + " of " + TICKS + " messages arrived that the server sent unasked"
                                            + (end.isEmpty() ? "" : "; then " + end),
                                    "What a server sends on its own does not come through: nothing live will work.",
                                    "Look for a hop that collects answers before it passes them on (buffering, inspection, a cache)."))
                    .result("");
        }
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < arrivals.size(); i++) {
            gaps.add((arrivals.get(i) - arrivals.get(i - 1)) / 1_000_000);
        }
        long most = gaps.stream().mapToLong(Long::longValue).max().orElseThrow();
        long together =
                gaps.stream().filter(gap -> gap < interval.toMillis() / 4).count();
        findings.figure("most_gap_ms", most).figure("clumped", together);
        findings.detail(
                "milliseconds between: " + gaps.stream().map(String::valueOf).collect(Collectors.joining(" ")));
        if (together >= gaps.size() * 2 / 5) {
            findings.add(Finding.of(
                    Verdict.WARNING,
                    "messages sent " + interval.toMillis() + " ms apart arrive in clumps: " + together + " of "
                            + gaps.size() + " with the one before, after up to " + most + " ms of nothing",
                    "Something on the way collects bytes before passing them on; what is live is late by up to " + most
                            + " ms. nginx's proxy_buffering does not do that to WebSocket: look for something that inspects, records or"
                            + " compresses the stream.",
                    "Take the hop that buffers out of the path, or switch its buffering off for this path."));
        }
        return findings.result(arrivals.size() + " messages sent " + interval.toMillis()
                + " ms apart arrive one by one, at most " + most + " ms apart");
    }
}
