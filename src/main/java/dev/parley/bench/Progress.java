package dev.parley.bench;

import dev.parley.core.Durations;
import dev.parley.core.Figures;
import dev.parley.report.LiveLine;
import java.io.PrintStream;
import java.time.Duration;

/** The progress of a run, for a person: one line that changes on a terminal, or else a line for every slice. */
public final class Progress implements Watcher {
    private static final long LEAST_NANOS = 100_000_000;

    private final PrintStream out;
    private final LiveLine live;
    private final boolean quiet;
    private boolean said;

    /**
     * Prints what stays to {@code out}; nothing at all if {@code quiet}.
     *
     * @param live is on the same terminal, or on none
     */
    public Progress(PrintStream out, LiveLine live, boolean quiet) {
        this.out = out;
        this.live = live;
        this.quiet = quiet;
    }

    @Override
    public void waiting(Duration left) {
        // In a log, a line a minute will do.
        if (live.isLive() || left.toSeconds() % 60 == 0 || !said) {
            said = true;
            status("begins in " + Durations.format(Duration.ofSeconds(left.toSeconds() + 1)));
        }
    }

    @Override
    public void found(String server) {
        line(server);
    }

    @Override
    public void opening(int opened, int failed, int all) {
        if (live.isLive()) {
            status("opening connections: " + Figures.count(opened) + " of " + Figures.count(all)
                    + (failed == 0 ? "" : ", " + Figures.count(failed) + " failed"));
        }
    }

    @Override
    public void begun(boolean measured) {
        if (live.isLive()) {
            status(measured ? "measuring" : "warming up");
        }
    }

    @Override
    public void sliced(Recording soFar, Slice slice) {
        if (slice.sent == 0 && slice.toNanos - slice.fromNanos < LEAST_NANOS) {
            return;
        }
        double seconds = (slice.toNanos - slice.fromNanos) / 1e9;
        String bottleneck = Bottleneck.of(slice);
        status(Figures.seconds(slice.toNanos) + "  " + Figures.count(slice.open) + " open  "
                + (slice.unasked > 0
                        ? Figures.rate(slice.unasked / seconds) + "/s received  "
                        : Figures.rate((soFar.isAwaited() ? slice.answered : slice.sent) / seconds) + "/s  ")
                + (slice.answered == 0
                        ? ""
                        : "p50 " + Figures.time(slice.latency.getValueAtPercentile(50)) + "  p99 "
                                + Figures.time(slice.latency.getValueAtPercentile(99)) + "  ")
                + Figures.count(soFar.total().problems.total()) + " errors"
                + (bottleneck == null ? "" : "  ! parley may be the limit"));
    }

    @Override
    public void draining() {
        if (live.isLive()) {
            status("waiting for the last replies");
        }
    }

    @Override
    public void stepped(RateSearch.Step step) {
        line(BenchText.line(step));
    }

    /** Takes the line that changes away. */
    public void end() {
        live.end();
    }

    private void status(String text) {
        if (quiet) {
            return;
        }
        if (live.isLive()) {
            live.show(text);
        } else {
            out.println(text);
        }
    }

    private void line(String text) {
        if (!quiet) {
            end();
            out.println(text);
        }
    }
}
