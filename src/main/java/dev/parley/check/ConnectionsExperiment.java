package dev.parley.check;

import dev.parley.check.ConnectionsSeen.Recovery;
import dev.parley.wire.Answered;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Ended;
import dev.parley.wire.SocketLimits;
import dev.parley.wire.WireSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An experiment that opens connections until there are as many as wanted or one is refused, and sees which stay. */
final class ConnectionsExperiment implements Experiment<ConnectionsSeen> {
    private static final int AT_ONCE = 10;
    /** Whoever accepts and then throws out does it at once. */
    private static final Duration SETTLE = Duration.ofMillis(500);

    private static final Duration HANG = Duration.ofSeconds(3);
    private static final int RECOVERY_TRIES = 20;
    private static final Duration RECOVERY_WAIT = ConnectionsSeen.RECOVERY.dividedBy(RECOVERY_TRIES);

    private final Patient patient;
    private final Progress progress;
    private final WireSettings settings;
    private final int wanted;
    private final int most;
    private final List<Dialogue> open = new ArrayList<>();
    private final List<Ended> dropped = new ArrayList<>();
    private Dialogue refused;
    private long openingNanos;
    private Recovery recovery = Recovery.UNTRIED;

    ConnectionsExperiment(Patient patient, Progress progress) {
        this.patient = patient;
        this.progress = progress;
        WireSettings sink = patient.sink();
        this.settings = sink.connectTimeout().compareTo(HANG) > 0 ? sink.connectTimeout(HANG) : sink;
        this.wanted = patient.limits().connections();
        // Without files the JVM cannot even load its classes: this side's limit is not tried, but told.
        this.most = (int) Math.max(1, Math.min(wanted, Math.min(SocketLimits.ports(), files())));
    }

    @Override
    public void run() throws InterruptedException, OutOfTime {
        try {
            openAll();
            // An end within this time is told by the last; the others are looked at, not waited for.
            if (!open.isEmpty()) {
                patient.await(SETTLE, open.get(open.size() - 1)::awaitEnd);
            }
        } finally {
            open.stream().map(Dialogue::ended).filter(Objects::nonNull).forEach(dropped::add);
            open.forEach(Dialogue::close);
        }
        if (!open.isEmpty() && (refused != null || !dropped.isEmpty())) {
            recovery = recovers() ? Recovery.ACCEPTED : Recovery.REFUSED;
        }
    }

    @Override
    public ConnectionsSeen seen() {
        return open.isEmpty() && refused == null
                ? null
                : new ConnectionsSeen(
                        wanted,
                        most,
                        open.size(),
                        dropped,
                        refused == null ? null : refused.ended(),
                        refused == null ? null : body(refused.answered()),
                        openingNanos,
                        serversMost(),
                        recovery);
    }

    private void openAll() throws InterruptedException, OutOfTime {
        long startNanos = System.nanoTime();
        int atOnce = AT_ONCE;
        try {
            while (open.size() < most && refused == null) {
                progress.say(open.size() + " of " + wanted + " connections");
                Dialogue failed = openSome(Math.min(atOnce, most - open.size()));
                // Several at once disturb each other at the limit: the last ones are opened one by one.
                refused = atOnce == 1 ? failed : null;
                atOnce = failed == null ? atOnce : 1;
            }
        } finally {
            openingNanos = System.nanoTime() - startNanos;
        }
    }

    /** Opens some at once, adds those that were accepted, and returns one that was not, or null. */
    private Dialogue openSome(int count) throws InterruptedException, OutOfTime {
        List<Dialogue> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(patient.open(settings));
        }
        Dialogue failed = null;
        for (Dialogue one : batch) {
            if (patient.awaitOpen(one)) {
                open.add(one);
            } else {
                failed = one;
            }
        }
        return failed;
    }

    /** Tells whether the next connection is accepted soon after all are gone. */
    private boolean recovers() throws InterruptedException, OutOfTime {
        for (int i = 0; i < RECOVERY_TRIES; i++) {
            try (Dialogue next = patient.open(settings)) {
                if (patient.awaitOpen(next) && patient.await(RECOVERY_WAIT, next::awaitEnd) == null) {
                    return true;
                }
            }
            patient.pause(RECOVERY_WAIT);
        }
        return false;
    }

    private static long files() {
        long files = SocketLimits.openFiles();
        return files == Long.MAX_VALUE ? files : files - SocketLimits.FILES_OF_THE_JVM;
    }

    private static String body(Answered answer) {
        return answer == null ? null : new String(answer.body(), StandardCharsets.UTF_8);
    }

    private int serversMost() {
        Parley parley = patient.survey().parley();
        String setting = parley == null ? null : parley.setting("max-connections");
        return setting != null && setting.matches("\\d{1,9}") ? Integer.parseInt(setting) : 0;
    }
}
