package dev.parley.check;

import dev.parley.check.Try.Way;
import dev.parley.wire.Dialogue;
import dev.parley.wire.Stage;
import dev.parley.wire.WireSettings;
import java.util.ArrayList;
import java.util.List;

/** The tries of a handshake: in other ways if it was refused, and as browsers send it if it was accepted. */
final class HandshakeExperiment implements Experiment<HandshakeSeen> {
    private final Patient patient;
    private final Progress progress;
    private final Dialogue first;
    private final List<Try> tries = new ArrayList<>();
    private final List<String> untried = new ArrayList<>();
    private Try firefox;
    private Try origin;

    HandshakeExperiment(Patient patient, Progress progress) {
        this.patient = patient;
        this.progress = progress;
        this.first = patient.survey().first();
    }

    @Override
    public void run() throws InterruptedException, OutOfTime {
        if (!patient.survey().connects()) {
            tryOtherWays();
        } else if (!patient.limits().isTooSlow(tookNanos())) {
            asBrowsersDo();
        }
    }

    @Override
    public HandshakeSeen seen() {
        boolean accepted = patient.survey().connects();
        return new HandshakeSeen(
                patient.survey().answered(),
                accepted ? tookNanos() : 0,
                accepted ? first.opened().subprotocol() : null,
                accepted
                        ? null
                        : new Refusal(
                                given(),
                                tries,
                                patient.settings().url().secure(),
                                patient.survey().hops()),
                untried,
                firefox,
                origin);
    }

    private long tookNanos() {
        return first.step(Stage.HANDSHAKE).tookNanos();
    }

    private Try given() {
        return Try.of(Way.GIVEN, "as given", first);
    }

    private void tryOtherWays() throws InterruptedException, OutOfTime {
        Try given = given();
        Deadline deadline = Deadline.in(patient.limits().tries());
        for (Way way : given.hangs() ? List.of(Way.PLAIN, Way.OTHER_SCHEME) : List.of(Way.values())) {
            for (WireSettings settings : Ways.of(way, patient.settings(), given.status())) {
                if (deadline.isOver()) {
                    untried.add(Ways.words(way, settings));
                } else {
                    progress.say("trying " + Ways.words(way, settings));
                    tries.add(tried(way, settings));
                }
            }
        }
    }

    /** Tries what browsers send and Parley did not: a server that refuses that works for tools only. */
    private void asBrowsersDo() throws InterruptedException, OutOfTime {
        WireSettings base = patient.settings();
        firefox = refusedUnlikeGiven(Way.FIREFOX, Ways.asFirefox(base));
        if (!Ways.hasOrigin(base)) {
            origin = refusedUnlikeGiven(Way.OWN_ORIGIN, Ways.withOwnOrigin(base));
        }
    }

    /** Returns a try that was refused, if what was given is accepted meanwhile; else null. */
    private Try refusedUnlikeGiven(Way way, WireSettings settings) throws InterruptedException, OutOfTime {
        Try other = tried(way, settings);
        // A refusal for the number of connections says nothing about what was sent.
        return !other.opened() && tried(Way.GIVEN, patient.settings()).opened() ? other : null;
    }

    private Try tried(Way way, WireSettings settings) throws InterruptedException, OutOfTime {
        Dialogue dialogue = patient.open(settings);
        patient.awaitOpen(dialogue);
        dialogue.close();
        return Try.of(way, Ways.words(way, settings), dialogue);
    }
}
