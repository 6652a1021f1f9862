package dev.parley.bench;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The connections of a run as they come and go; for the thread that carries it out. */
final class Connections {
    // By their number.
    private final boolean[] isOpen;
    private int open;
    private int opened;
    private int failed;
    private Problem firstFailure;
    private final Histogram opening = Slice.histogram();
    private long openingNanos;
    private boolean renewing;
    private Problems problems = new Problems();
    private Map<String, Outcome.Lasted> lasted = new TreeMap<>();

    Connections(int count) {
        isOpen = new boolean[count];
    }

    /** Takes note of one that is open. */
    void opened(Happening.Opened line) {
        opened++;
        open++;
        isOpen[line.line()] = true;
        if (!renewing) {
            opening.recordValue(line.tookNanos());
        }
    }

    /** Takes note of one that ended, or never came about. */
    void closed(Happening.Closed line) {
        Problem problem = line.problem();
        if (line.opened()) {
            open--;
            isOpen[line.line()] = false;
        } else {
            failed++;
            firstFailure = firstFailure == null ? problem : firstFailure;
        }
        if (problem != null && !line.counted()) {
            problems.add(problem.kind().words(), problem::example);
        }
        if (problem != null && line.opened()) {
            long nanos = line.openNanos();
            lasted.merge(problem.kind().words(), new Outcome.Lasted(1, nanos, nanos, nanos), Outcome.Lasted::add);
        }
    }

    /** Takes note that all have been tried to open, which took this long. */
    void allTried(long nanos) {
        openingNanos = nanos;
    }

    /** Counts those as no opening that are opened once more. */
    void renewing(boolean now) {
        renewing = now;
    }

    /** Forgets what went wrong and how long connections lasted: what comes is another recording's. */
    void forgetProblems() {
        problems = new Problems();
        lasted = new TreeMap<>();
    }

    int open() {
        return open;
    }

    int opened() {
        return opened;
    }

    int failed() {
        return failed;
    }

    /** Returns how many connections have opened or failed. */
    int tried() {
        return opened + failed;
    }

    /** Returns why the first failed that did, or null. */
    Problem firstFailure() {
        return firstFailure;
    }

    /** Returns for each connection, by its number, its place among those that are open, or among all; or else -1. */
    int[] places(boolean all) {
        int[] places = new int[isOpen.length];
        int next = 0;
        for (int number = 0; number < places.length; number++) {
            places[number] = all || isOpen[number] ? next++ : -1;
        }
        return places;
    }

    /** Returns what is known of a run at its end, but for its slices. */
    Outcome outcome(long sendingNanos, boolean interrupted, long cpuNanos) {
        return new Outcome(opening, openingNanos, sendingNanos, lasted, problems, interrupted, cpuNanos);
    }
}
