package dev.parley.bench;

import dev.parley.core.Figures;
import java.util.ArrayList;
import java.util.List;

/**
 * A search for the highest rate that keeps a promise: doubles until it is broken, or halves until it is kept, then goes between the
 * two until they are close. A rate counts as too much when it has broken the promise twice, for once may be a moment's bad luck.
 */
public final class RateSearch {
    /**
     * A rate that was tried.
     *
     * @param sent what was reached of it, messages a second
     * @param why what broke the promise, or an empty text
     */
    public record Step(double rate, double sent, long p50Nanos, long p99Nanos, boolean kept, String why) {}

    /** How close the highest rate that is kept and the lowest that is not are at the end, as a factor. */
    private static final double CLOSE = 1.05;

    /** By how much less than asked may be sent. */
    private static final double REACHED = 0.995;

    private static final double LEAST = 1;
    private static final double MOST = 10_000_000;

    private final List<Threshold> promise;
    private final List<Step> steps = new ArrayList<>();
    private double next;
    // The highest rate kept and the lowest not kept, or 0.
    private double kept;
    private double broken;
    // Whether the next rate has broken the promise once.
    private boolean onTrial;

    /** Prepares a search for a promise, from a rate on. */
    public RateSearch(List<Threshold> promise, double first) {
        this.promise = List.copyOf(promise);
        this.next = first;
    }

    boolean isOver() {
        return broken > 0 && (kept > 0 ? broken / kept <= CLOSE : broken <= LEAST) || kept >= MOST;
    }

    /** Returns the rate to try next. */
    double next() {
        return next;
    }

    /** Looks at a recording of the rate that was next. */
    Step judge(Recording recording) {
        String why = broken(recording);
        Step step = new Step(
                next,
                recording.sentPerSecond(),
                recording.total().latency.getValueAtPercentile(50),
                recording.total().latency.getValueAtPercentile(99),
                why.isEmpty(),
                why);
        steps.add(step);
        if (!step.kept() && !onTrial) {
            onTrial = true;
            return step;
        }
        onTrial = false;
        if (step.kept()) {
            kept = next;
        } else {
            broken = next;
        }
        if (broken == 0) {
            next = Math.min(MOST, next * 2);
        } else if (kept == 0) {
            next = Math.max(LEAST, next / 2);
        } else {
            next = rounded(Math.sqrt(kept * broken));
        }
        return step;
    }

    /** Returns the promise. */
    public List<Threshold> promise() {
        return promise;
    }

    /** Returns the highest rate that kept the promise, messages a second; 0 if none did. */
    public double found() {
        return kept;
    }

    /** Returns the lowest rate that did not, or 0. */
    double tooMuch() {
        return broken;
    }

    /** Returns all that was tried. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    private String broken(Recording recording) {
        for (Threshold threshold : promise) {
            Threshold.Verdict verdict = threshold.judge(recording);
            if (!verdict.kept()) {
                return threshold.text() + " was " + verdict.seen();
            }
        }
        if (recording.total().problems.total() > 0 && promise.stream().noneMatch(Threshold::isAboutErrors)) {
            return Figures.count(recording.total().problems.total()) + " errors, first: "
                    + recording.total().problems.kinds().keySet().iterator().next();
        }
        return recording.sentPerSecond() < next * REACHED
                ? "only " + Figures.rate(recording.sentPerSecond()) + "/s could be sent"
                : "";
    }

    private static double rounded(double rate) {
        return rate < 100 ? rate : Math.rint(rate);
    }
}
