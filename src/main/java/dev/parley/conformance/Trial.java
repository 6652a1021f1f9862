package dev.parley.conformance;

import dev.parley.conformance.Expectation.Answers;
import dev.parley.conformance.Expectation.Failure;
import dev.parley.conformance.Expectation.Reply;
import dev.parley.conformance.Judge.Probing;
import dev.parley.conformance.Outcome.Grade;
import dev.parley.conformance.Script.Write;
import dev.parley.core.Printable;
import dev.parley.protocol.Role;
import dev.parley.wire.Ended;
import dev.parley.wire.Opened;
import dev.parley.wire.Wire;
import dev.parley.wire.WireClient;
import dev.parley.wire.WireEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * One try of a case, on a connection of its own.
 *
 * <p>Driven by one thread, which hands it what came in and tells it the time; it never waits.
 */
final class Trial {
    /** How many round trips an answer may take; what a handshake takes counts as one, for it grows with the load as well. */
    private static final int ROUND_TRIPS = 10;

    /** However short a round trip is, a busy machine may be late by so much. */
    private static final long LEAST_PATIENCE_NANOS = Duration.ofMillis(500).toNanos();

    /**
     * How long a peer has to react before it is pinged: longer than most round trips, and whoever reacts later is judged right
     * all the same. Not at once, because a peer that has bytes to read when it closes resets the connection, and its close
     * frame may get lost.
     */
    private static final long GRACE_NANOS = Duration.ofMillis(250).toNanos();

    /** How long the end of the connection is waited for before it is cut. */
    private static final long END_NANOS = Duration.ofMillis(200).toNanos();

    /** Where it stands. */
    private enum State {
        CONNECTING,
        SENDING,
        WAITING,
        ENDING,
        DONE
    }

    /** Something that came in. */
    record Arrival(Trial trial, WireEvent event) {}

    private final int index;
    private final Case row;
    private final Terms terms;
    private final boolean patient;
    private final Queue<Arrival> inbox;
    private final List<WireEvent> early = new ArrayList<>();
    private long beganNanos;
    private State state = State.CONNECTING;
    private Wire wire;
    private long patienceNanos;
    private List<Write> writes;
    private int written;
    private Judge judge;
    private boolean probed;
    private boolean ended;
    private Outcome outcome;
    // When there is something to be done unless something comes in.
    private long dueNanos;
    private long untilNanos;
    private volatile boolean abandoned;

    /**
     * Makes a try that has not begun.
     *
     * @param index of the row among those that are run
     * @param patient whether it waits as long as the terms allow, or only as long as the round trip suggests
     * @param inbox gets what comes in
     */
    Trial(int index, Case row, Terms terms, boolean patient, Queue<Arrival> inbox) {
        this.index = index;
        this.row = row;
        this.terms = terms;
        this.patient = patient;
        this.inbox = inbox;
    }

    /** Begins to connect. */
    void begin(WireClient client) {
        beganNanos = System.nanoTime();
        client.connect(terms.settings().compression(row.isInNeedOf(Need.COMPRESSION)), this::hear);
    }

    int index() {
        return index;
    }

    long beganNanos() {
        return beganNanos;
    }

    boolean isOpen() {
        return wire != null && !ended;
    }

    boolean isPatient() {
        return patient;
    }

    boolean isDone() {
        return state == State.DONE;
    }

    /** Returns what came of it, or null while that is not known. */
    Outcome outcome() {
        return outcome;
    }

    /** Returns how long there is nothing to do, if nothing comes in. */
    long idleNanos(long nowNanos) {
        return state == State.CONNECTING ? Long.MAX_VALUE : dueNanos - nowNanos;
    }

    /** Takes what came in. */
    void take(WireEvent event, long nowNanos) {
        if (event instanceof Ended end) {
            ended = true;
            if (wire == null) {
                decide(
                        new Outcome(row, Grade.UNCONNECTED, "no connection: " + Printable.cut(end.clause(), 200)),
                        nowNanos);
            }
        }
        switch (state) {
            case CONNECTING -> open(event, nowNanos);
            case SENDING -> early.add(event);
            case WAITING -> judge(event, nowNanos);
            case ENDING -> state = ended ? State.DONE : state;
            default -> {
                // What comes after the end of the case is nobody's concern.
            }
        }
        tick(nowNanos);
    }

    /** Does what is due. */
    void tick(long nowNanos) {
        while (state != State.CONNECTING && state != State.DONE && dueNanos - nowNanos <= 0) {
            switch (state) {
                case SENDING -> send(nowNanos);
                case WAITING -> hurry(nowNanos);
                default -> {
                    wire.cut();
                    state = State.DONE;
                }
            }
        }
    }

    /** Ends the connection, whatever it has come to. */
    void abandon() {
        abandoned = true;
        state = State.DONE;
        if (isOpen()) {
            finish();
        }
    }

    private void hear(WireEvent event) {
        if (abandoned && event instanceof Opened opened) {
            opened.wire().cut();
        }
        inbox.add(new Arrival(this, event));
    }

    private void open(WireEvent event, long nowNanos) {
        if (event instanceof Opened opened) {
            wire = opened.wire();
            patienceNanos = patience(opened.nanos() - beganNanos);
            if (row.isInNeedOf(Need.COMPRESSION) && opened.extensions() == null) {
                decide(new Outcome(row, Grade.NOT_TRIED, "the server does not compress"), nowNanos);
            } else {
                state = State.SENDING;
                writes = row.script().writes(Role.CLIENT);
                dueNanos = nowNanos + writes.get(0).afterNanos();
            }
        }
    }

    private long patience(long roundTripNanos) {
        long most = terms.patience().toNanos();
        return patient ? most : Math.min(most, Math.max(LEAST_PATIENCE_NANOS, ROUND_TRIPS * roundTripNanos));
    }

    private void send(long nowNanos) {
        wire.sendBytes(writes.get(written++).bytes());
        if (written < writes.size()) {
            dueNanos = nowNanos + writes.get(written).afterNanos();
            return;
        }
        state = State.WAITING;
        judge = judge();
        untilNanos = nowNanos + patienceNanos;
        dueNanos = judge.probing() == Probing.IF_SILENT ? nowNanos + grace() : untilNanos;
        if (judge.probing() == Probing.AT_ONCE) {
            probe(nowNanos);
        }
        for (WireEvent event : early) {
            if (state == State.WAITING) {
                judge(event, nowNanos);
            }
        }
    }

    private void hurry(long nowNanos) {
        if (judge.probing() == Probing.IF_SILENT && !probed) {
            probe(nowNanos);
        } else {
            decide(judge.nothing(Duration.ofNanos(patienceNanos)), nowNanos);
        }
    }

    private void probe(long nowNanos) {
        probed = true;
        wire.ping(Judge.PROBE);
        // There must be time for an answer.
        untilNanos = Math.max(untilNanos, nowNanos + grace());
        dueNanos = untilNanos;
    }

    private void judge(WireEvent event, long nowNanos) {
        Outcome decided = judge.take(event);
        if (decided != null) {
            decide(decided, nowNanos);
        }
    }

    private void decide(Outcome decided, long nowNanos) {
        outcome = decided;
        state = isOpen() ? State.ENDING : State.DONE;
        dueNanos = nowNanos + END_NANOS;
        if (isOpen()) {
            finish();
        }
    }

    private void finish() {
        if (row.expected() instanceof Answers) {
            wire.close(1000, "");
        } else {
            // A close frame in order would hide in what was begun, or come after another.
            wire.cut();
        }
    }

    private long grace() {
        return Math.min(GRACE_NANOS, patienceNanos / 2);
    }

    private Judge judge() {
        if (row.expected() instanceof Failure failure) {
            return new FailureJudge(row, failure);
        }
        return row.expected() instanceof Reply reply
                ? new ReplyJudge(row, reply)
                : new AnswersJudge(row, (Answers) row.expected(), terms.echo());
    }
}
